"""Says what quantities a seller asks of some customers, or of all, instead of what its offers say."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.events import QuantityTermSaved
from dinghuo.catalogue.models import Category, Product, QuantityTerm, Variant
from dinghuo.catalogue.permissions import SAVE_OFFER
from dinghuo.catalogue.states import TermTarget, TermWhom
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.members.models import Level
from dinghuo.organisations.models import CustomerGroup, Organisation, Storefront
from dinghuo.organisations.steps.named_seller import named_seller

MOST = Decimal(10) ** 9
TARGETS = {
    TermTarget.VARIANT: (Variant, "sku"),
    TermTarget.PRODUCT: (Product, "code"),
    TermTarget.CATEGORY: (Category, "key"),
}
WHOM = {
    TermWhom.BUYER: (Organisation, "code"),
    TermWhom.GROUP: (CustomerGroup, "key"),
    TermWhom.LEVEL: (Level, "key"),
}


@dataclass(frozen=True)
class QuantityInput:
    """Of which goods (`goods`: SKU, product's code or category's key, as `target` says; empty for all of the seller's),
    of whom (`named`, as `whom` says; empty for everybody), in which storefront (key; empty: any). Quantities in base
    units; None as the offer says. `soft`: less than `minimum` is sold, for `fee` a line (tax included)."""

    target: TermTarget = TermTarget.ALL
    goods: str = ""
    whom: TermWhom = TermWhom.ALL
    named: str = ""
    storefront: str = ""
    minimum: Decimal | None = None
    multiple: Decimal | None = None
    soft: bool = False
    fee: Decimal = Decimal(0)
    fee_tax_rate: Decimal = Decimal(0)
    note: str = ""
    seller: str = ""


def save_quantity_term(actor: Actor, wanted: QuantityInput) -> QuantityTerm:
    """Make the term for these goods, customers and storefront, or change it. It counts at once, for carts too.

    One's own goods; who sees the whole market names a seller. Raises Invalid with every fault.
    """
    require(actor, SAVE_OFFER)
    faults = Faults()
    _check_numbers(faults, wanted)
    with acting(actor):
        seller = named_seller(actor, wanted.seller, faults)
        named: dict[str, Any] = {
            "target_id": _named(actor, faults, "goods", TARGETS.get(wanted.target), wanted.goods, seller),
            "whom_id": _named(actor, faults, "named", WHOM.get(wanted.whom), wanted.named, seller),
            "storefront_id": _named(actor, faults, "storefront", (Storefront, "key"), wanted.storefront, None)
            if wanted.storefront
            else None,
        }
        faults.raise_any()
        asked = ("minimum", "multiple", "soft", "fee", "fee_tax_rate")
        row, _made = QuantityTerm.objects.update_or_create(
            market_id=actor.market_id,
            seller=seller,
            **named,
            defaults={name: getattr(wanted, name) for name in asked}
            | {"target": wanted.target.value, "whom": wanted.whom.value, "note": wanted.note.strip()},
        )
        told = {"goods": wanted.goods, "named": wanted.named, "minimum": str(wanted.minimum or "")}
        record(actor, QuantityTermSaved(row.id, seller.code if seller else "", [row.seller_id], told))
    return row


def _check_numbers(faults: Faults, wanted: QuantityInput) -> None:
    for name in ("minimum", "multiple"):
        number = getattr(wanted, name)
        if number is not None and not (
            number.is_finite() and 0 < number < MOST and number == round(number, 6)
        ):
            faults.add(name, "positive", _("Enter more than zero, with at most six decimals."))
    if wanted.minimum is None and wanted.multiple is None:
        faults.add("minimum", "required", _("Say the least quantity, the step, or both."))
    if wanted.soft and wanted.minimum is None:
        faults.add("minimum", "required", _("Say below which quantity it is told or costs a fee."))
    if not wanted.fee.is_finite() or not 0 <= wanted.fee < MOST:
        faults.add("fee", "negative", _("An amount is zero or more."))
    elif wanted.fee and not wanted.soft:
        faults.add("fee", "not-needed", _("Less isn’t sold at all: there is nothing to charge a fee for."))
    if not 0 <= wanted.fee_tax_rate < 1:
        faults.add("fee_tax_rate", "share", _("Enter the tax rate as a share: 0.13 for 13 %."))
    if len(wanted.note) > 200 or "\0" in wanted.note:
        faults.add("note", "too-long", _("At most 200 characters."))


def _named(
    actor: Actor, faults: Faults, path: str, kind: Any, word: str, seller: Organisation | None
) -> UUID | None:
    """The id of what is named; the seller's where all are meant."""
    if kind is None:
        if word:
            faults.add(path, "not-needed", _("All are meant: name none."))
        return seller.id if seller else None
    model, column = kind
    found = model.objects.filter(market_id=actor.market_id, **{column: word.replace("\0", "")}).first()
    if found is None:
        told = _("There is no %s.") % word[:60].replace("\0", "") if word else _("Say which one.")
        faults.add(path, "unknown", told)
    return found.id if found else None
