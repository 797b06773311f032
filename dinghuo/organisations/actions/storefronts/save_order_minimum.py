"""Says what orders must come to, should come to, and what it costs if they don't."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import OrderMinimumSaved
from dinghuo.organisations.models import OrderMinimum, Organisation, Storefront
from dinghuo.organisations.queries.storefronts import home_storefront
from dinghuo.organisations.states import Part
from dinghuo.organisations.steps.read_contact import read_text

SAVE = "organisations.save_order_minimum"
MOST = Decimal(10) ** 12
Row = TypeVar("Row", Organisation, Storefront)
AMOUNTS = ("least", "threshold", "fee", "fee_percent", "fee_tax_rate")


@dataclass(frozen=True)
class MinimumInput:
    """Whose orders (`seller`, by code; empty: all that is ordered in one go), of whom (`buyer`), where (`storefront`,
    by key); empty for any. Amounts include tax, in the currency of the storefront; `fee_tax_rate` 0.13 is 13 %."""

    seller: str = ""
    buyer: str = ""
    storefront: str = ""
    least: Decimal = Decimal(0)
    threshold: Decimal = Decimal(0)
    fee: Decimal = Decimal(0)
    fee_percent: Decimal = Decimal(0)
    fee_tax_rate: Decimal = Decimal(0)
    note: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


def save_order_minimum(actor: Actor, wanted: MinimumInput) -> OrderMinimum:
    """Make the agreement for this seller, buyer and storefront, or change it.

    Who sees the whole market may for everybody; a seller for its own orders; who runs storefronts also for all that is
    ordered there. Raises Invalid with every fault. Orders that are placed keep what they were placed with.
    """
    require(actor, SAVE)
    faults = Faults()
    _check_amounts(faults, wanted)
    note = read_text(faults, "note", wanted.note, 200, required=False)
    with acting(actor):
        whom: dict[str, Any] = {
            "seller": _seller(actor, faults, wanted.seller),
            "buyer": _one(faults, "buyer", wanted.buyer, _buyers(actor), "code"),
            "storefront": _one(faults, "storefront", wanted.storefront, _storefronts(actor, wanted), "key"),
        }
        if not wanted.seller and not wanted.storefront and actor.scope != "market":
            faults.add("storefront", "required", _("Say in which of your storefronts."))
        faults.raise_any()
        shop = whom["storefront"]
        row, _made = OrderMinimum.objects.update_or_create(
            market_id=actor.market_id,
            currency=shop.currency if isinstance(shop, Storefront) else home_storefront(actor).currency,
            **whom,
            defaults={name: getattr(wanted, name) for name in AMOUNTS}
            | {"note": note, "notes": {key: text for key, text in wanted.notes.items() if text}},
        )
        told = {name: str(value) for name, value in asdict(wanted).items() if name != "notes"}
        parties = [each.id for each in whom.values() if isinstance(each, Organisation)]
        record(actor, OrderMinimumSaved(row.id, wanted.seller or wanted.storefront, parties, told))
    return row


def _check_amounts(faults: Faults, wanted: MinimumInput) -> None:
    for name in AMOUNTS:
        amount = getattr(wanted, name)
        if not amount.is_finite() or not 0 <= amount < MOST:
            faults.add(name, "negative", _("An amount is zero or more."))
    if faults:
        return
    if wanted.threshold and wanted.threshold <= wanted.least:
        faults.add("threshold", "order", _("It must lie above what orders start at."))
    if (wanted.fee or wanted.fee_percent) and not wanted.threshold:
        faults.add("threshold", "required", _("Say below what the fee is charged."))
    if wanted.fee and wanted.fee_percent:
        faults.add("fee_percent", "one-of", _("Either an amount or a share."))
    if wanted.fee_percent > 100:
        faults.add("fee_percent", "share", _("At most 100 %."))
    if wanted.fee_tax_rate >= 1:
        faults.add("fee_tax_rate", "share", _("Enter the tax rate as a share: 0.13 for 13 %."))
    # Of a customer it may say that nothing is asked, whatever is of others.
    if not wanted.least and not wanted.threshold and not wanted.buyer:
        faults.add("least", "required", _("Say what orders start at, or what they should come to."))


def _seller(actor: Actor, faults: Faults, code: str) -> Organisation | None:
    rows = Organisation.objects.filter(market_id=actor.market_id)
    if actor.scope != "market":
        rows = rows.filter(id=actor.organisation_id) if actor.organisation_id else rows.none()
    return _one(faults, "seller", code, rows, "code")


def _buyers(actor: Actor) -> QuerySet[Organisation]:
    return Organisation.objects.filter(market_id=actor.market_id, parts__contains=[Part.BUYER])


def _storefronts(actor: Actor, wanted: MinimumInput) -> QuerySet[Storefront]:
    rows = Storefront.objects.filter(market_id=actor.market_id)
    if actor.scope != "market" and not wanted.seller:
        rows = rows.filter(owner_id=actor.organisation_id)
    return rows


def _one(faults: Faults, path: str, word: str, rows: QuerySet[Row], column: str) -> Row | None:
    if not word:
        return None
    found = rows.filter(**{column: word}).first() if "\0" not in word else None
    if found is None:
        faults.add(path, "unknown", _("There is no %s.") % word[:60].replace("\0", ""))
    return found
