"""Asks what a customer pays for one's goods: how much, by which list and why; beside another customer or day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_goods import offers_for
from dinghuo.catalogue.queries.find_variants import FoundVariant, find_variants
from dinghuo.catalogue.queries.items import items
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.organisations.queries.storefronts import home_storefront
from dinghuo.pricing.permissions import GIVE_PRICE
from dinghuo.pricing.queries.customer_of import customer_of
from dinghuo.pricing.queries.price_lines import PriceAnswer, PriceLine, PriceRequest, price_lines
from dinghuo.pricing.queries.taxes.told import EXCLUDED
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_day, read_decimal
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.price_words import Rule, Step, rules_of, steps_of
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.tax_words import tax_words

FIELDS = ("goods", "seller", "unit", "quantity", "customer", "day", "customer_2", "day_2")


@dataclass(frozen=True)
class Shown:
    """What one customer pays on one day. `answer` None: the price is on request."""

    customer: Any
    at: datetime
    currency: str
    unit: str
    answer: PriceAnswer | None
    rules: Sequence[Rule]
    steps: Sequence[Step]
    tax: str


@dataclass(frozen=True)
class Difference:
    """How much more (or, below zero, less) the second pays for one unit, and in per cent. Where one is shown prices
    with tax and the other without, both are compared without (`mark`)."""

    amount: Decimal
    percent: Decimal
    mark: str


def price_question(request: Request, actor: Actor) -> HttpResponse:
    """The question, and its one or two answers side by side."""
    typed = {name: str(request.GET.get(name, "")).strip() for name in FIELDS}
    faults = Faults()
    answers = _answers(actor, typed, faults) if typed["goods"] or typed["customer"] else []
    context = {
        "form": Form({"quantity": "1", **{k: v for k, v in typed.items() if v}}, faults=faults.found),
        "answers": [] if faults.found else answers,
        "difference": _difference(answers),
        "may_give": allows(actor, GIVE_PRICE),
        "any_seller": actor.scope == "market",
        "trail": _trail(request),
    }
    status = 422 if faults.found else 200
    return render(request, "selling/prices/question.html", context, status=status)


def _trail(request: Request) -> list[tuple[str, str]]:
    own = [] if request.door == "operator" else [(here(request, "prices"), _("Prices"))]
    return [*own, ("", _("What a customer pays"))]


def _difference(answers: Sequence[Shown]) -> Difference | None:
    if len(answers) < 2 or answers[0].currency != answers[1].currency:
        return None
    first, second = (shown.answer for shown in answers)
    if first is None or second is None:
        return None
    alike = first.told.tax_included == second.told.tax_included
    before, after = (each.told.amount if alike else each.net for each in (first, second))
    more = after - before
    return Difference(more, round(more / before * 100, 2), second.told.mark if alike else EXCLUDED)


def _answers(actor: Actor, typed: Mapping[str, str], faults: Faults) -> list[Shown]:
    variant = find_variants(actor, [typed["goods"]]).get(typed["goods"])
    unit = typed["unit"] or (variant.base_unit if variant else "")
    if variant is None:
        faults.add("goods", "unknown", _("There is no article %s.") % typed["goods"][:60])
    elif unit not in variant.factors:
        told = {"name": variant.name, "units": ", ".join(variant.factors)}
        faults.add("unit", "unknown", _("%(name)s is sold by %(units)s.") % told)
    seller_id = _seller(actor, typed, variant, faults)
    quantity = read_decimal(typed, "quantity", faults) or Decimal(1)
    asked = [(_customer(actor, typed, "customer", faults), _at(typed, "day", faults))]
    if typed["customer_2"] or typed["day_2"]:
        other = "customer_2" if typed["customer_2"] else "customer"
        asked.append((_customer(actor, typed, other, faults), _at(typed, "day_2", faults)))
    if faults.found or variant is None or seller_id is None:
        return []
    parts = next(iter(items(actor, [variant.variant_id]))).priced_parts(unit)
    line = PriceLine("it", variant.variant_id, seller_id, unit, quantity, parts=parts)
    return [_shown(actor, line, customer, at) for customer, at in asked]


def _seller(
    actor: Actor, typed: Mapping[str, str], variant: FoundVariant | None, faults: Faults
) -> UUID | None:
    """The own house's goods; to who sees the whole market those of the seller named, or of the usual one."""
    if actor.scope != "market":
        return actor.organisation_id
    if variant is None:
        return None
    offers = offers_for(actor, [variant.variant_id]).get(variant.variant_id, [])
    named = [offer for offer in offers if typed["seller"] in ("", offer.seller_code)]
    if not named:
        faults.add("seller", "unknown", _("%(name)s isn't offered by this seller.") % {"name": variant.name})
        return None
    return named[0].seller_id


def _shown(actor: Actor, line: PriceLine, customer: Any, at: datetime) -> Shown:
    storefront = home_storefront(actor, customer.id)
    wanted = PriceRequest(
        customer.id, storefront.currency, at, [line], storefront_id=storefront.id, rates=True
    )
    answer = price_lines(actor, wanted).get("it")
    rules = rules_of(answer.told.explanation) if answer else []
    steps = steps_of(answer, line.quantity)
    tax = tax_words(answer.tax, answer.told.tax_included) if answer else ""
    return Shown(customer, at, storefront.currency, line.unit, answer, rules, steps, tax)


def _customer(actor: Actor, typed: Mapping[str, str], name: str, faults: Faults) -> Any:
    try:
        return customer_of(actor, typed[name])
    except NotFound:
        faults.add(name, "unknown", _("There is no customer %(code)s.") % {"code": typed[name][:60]})
        return None


def _at(typed: Mapping[str, str], name: str, faults: Faults) -> datetime:
    """The beginning of the day in the market's zone; now for none."""
    day = read_day(typed, name, faults)
    return timezone.make_aware(datetime.combine(day, time())) if day else now()
