"""Gives a buyer a price by hand: it counts at once, or waits for somebody else where it is below the floor."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_variants import FoundVariant, find_variants
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.fields import named
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.queries.storefronts import home_storefront
from dinghuo.organisations.queries.today import day_of, zone_of
from dinghuo.organisations.steps.named_seller import named_seller
from dinghuo.pricing.events import ManualPriceWaiting
from dinghuo.pricing.models import ManualPrice, PriceList
from dinghuo.pricing.permissions import GIVE_PRICE
from dinghuo.pricing.queries.customer_of import customer_of
from dinghuo.pricing.queries.manual.floors import Floor, floors
from dinghuo.pricing.queries.price_lines import PriceLine, PriceRequest
from dinghuo.pricing.states import ListKind, ListState, ManualState
from dinghuo.pricing.steps.manual.let_count import let_count
from dinghuo.pricing.steps.manual.tell_of_price import tell_of_price

#: A price for longer is a customer's list, which everybody sees.
MOST_DAYS = 366
MOST = Decimal(10) ** 9


@dataclass(frozen=True)
class GivenPrice:
    """What is asked for: `amount` for one `unit` (empty: the base unit) of an article, from `min_quantity` of it on, up
    to the end of the day `until`. `seller` by code, for who sees the whole market (empty: the actor's house)."""

    buyer: str
    sku: str
    amount: Decimal
    until: date | None
    why: str
    unit: str = ""
    min_quantity: Decimal = Decimal(1)
    seller: str = ""


def give_price(actor: Actor, wanted: GivenPrice) -> ManualPrice:
    """Give the price. At or above the floor, or where the seller asks for none, it counts at once; below, or where it
    can't be said to be above, it waits for somebody else who may approve prices.

    It is with or without tax as the price that it replaces. Raises Invalid with every fault.
    """
    require(actor, GIVE_PRICE)
    at = now()
    with acting(actor):
        faults = Faults()
        seller = named_seller(actor, wanted.seller, faults)
        buyer = _buyer(actor, wanted.buyer, faults)
        variant = find_variants(actor, [wanted.sku]).get(wanted.sku)
        unit = _check_goods(wanted, variant, faults)
        end = _check_rest(actor, wanted, at, faults)
        faults.raise_any()
        if seller is None or buyer is None or variant is None or end is None:
            raise NotFound(wanted.sku)
        shop = home_storefront(actor, buyer.id)
        line = PriceLine("it", variant.variant_id, seller.id, unit, wanted.min_quantity)
        request = PriceRequest(buyer.id, shop.currency, at, [line], storefront_id=shop.id)
        floor = floors(actor, request, every=True)["it"]
        price = _row(actor, wanted, _Parties(seller, buyer, shop.currency), variant.variant_id, unit, floor)
        price.valid = DateTimeTZRange(at, end)
        if floor.allows(price.amount, price.tax_included):
            let_count(actor, price, at, wanted.why.strip())
        else:
            price.state = ManualState.WAITING.value
            price.save()
            tell_of_price(actor, ManualPriceWaiting, price, wanted.why.strip())
        return price


@dataclass(frozen=True, slots=True)
class _Parties:
    seller: Organisation
    buyer: Organisation
    currency: str


def _row(
    actor: Actor, wanted: GivenPrice, parties: _Parties, variant_id: UUID, unit: str, floor: Floor
) -> ManualPrice:
    standing = PriceList.objects.filter(
        market_id=actor.market_id,
        seller=parties.seller,
        buyer=parties.buyer,
        kind=ListKind.MANUAL.value,
        currency=parties.currency,
        state=ListState.ACTIVE.value,
    ).first()
    included = standing.tax_included if standing else floor.tax_included
    told: dict[str, Any] = {"least": floor.least, "list_amount": floor.listed}
    told = {name: None if a is None else floor.in_mode(a, included) for name, a in told.items()}
    return ManualPrice(
        id=new_id(),
        market_id=actor.market_id,
        number=draw_numbers(actor.market_id, "MP")[0],
        seller=parties.seller,
        buyer=parties.buyer,
        variant_id=variant_id,
        unit=unit,
        min_quantity=wanted.min_quantity,
        amount=wanted.amount,
        currency=parties.currency,
        tax_included=included,
        why=wanted.why.strip(),
        asked_by_id=actor.person_id,
        asked_by_name=actor.person_name,
        asked_by_house_id=actor.organisation_id,
        **told,
    )


def _buyer(actor: Actor, code: str, faults: Faults) -> Organisation | None:
    try:
        return customer_of(actor, code)
    except NotFound:
        faults.add("buyer", "unknown", _("There is no customer %(code)s.") % {"code": code[:60]})
        return None


def _check_goods(wanted: GivenPrice, variant: FoundVariant | None, faults: Faults) -> str:
    unit = wanted.unit or (variant.base_unit if variant else "")
    if variant is None:
        faults.add("sku", "unknown", _("There is no article %s.") % wanted.sku[:60])
    elif unit not in variant.factors:
        told = {"name": named(variant), "units": ", ".join(variant.factors)}
        faults.add("unit", "unknown", _("%(name)s is sold by %(units)s.") % told)
    for name in ("amount", "min_quantity"):
        number = getattr(wanted, name)
        if not number.is_finite() or not 0 < number < MOST or number != round(number, 6):
            faults.add(name, "positive", _("Enter more than zero, with at most six decimals."))
    return unit


def _check_rest(actor: Actor, wanted: GivenPrice, at: datetime, faults: Faults) -> datetime | None:
    if not wanted.why.strip() or len(wanted.why) > 300 or "\0" in wanted.why:
        faults.add("why", "required", _("Say why, in at most 300 characters."))
    if wanted.until is None:
        faults.add("until", "required", _("Say up to which day it counts."))
        return None
    zone = ZoneInfo(zone_of(actor))
    day = day_of(actor, at)
    if not day <= wanted.until <= day + timedelta(days=MOST_DAYS):
        told = _("A day from today on, at most %(days)s days from now. For longer make the customer a list.")
        faults.add("until", "out-of-range", told % {"days": MOST_DAYS})
        return None
    return datetime.combine(wanted.until + timedelta(days=1), time(), zone)
