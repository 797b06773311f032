"""Gathers changes of a list's prices, to be looked at and published later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.events import DraftSaved
from dinghuo.pricing.models import PriceDraft, PriceDraftRow
from dinghuo.pricing.permissions import SAVE_DRAFT
from dinghuo.pricing.rules.rows import PriceInput
from dinghuo.pricing.states import DraftState
from dinghuo.pricing.steps.check_bands import check_bands
from dinghuo.pricing.steps.check_prices import check_overlaps, read_prices
from dinghuo.pricing.steps.check_slips import check_slips
from dinghuo.pricing.steps.drafts.lock_draft import lock_draft
from dinghuo.pricing.steps.lock_list import lock_list

#: Changes of one call; a draft may hold more by several.
MOST = 20_000
#: Stands for the amount of a row that takes a price off, while it is checked.
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """The new price of one unit from a minimum on; `amount` None takes the price off the list."""

    sku: str
    amount: Decimal | None
    unit: str = ""
    min_quantity: Decimal = Decimal(1)
    meant: bool = False


@dataclass(frozen=True, slots=True)
class DraftInput:
    """A set of changes of the list with this key. `number` empty: a new set; else its rows are added to those there,
    in place of those of the same slot, and the list may be left out. Without `starts_at` they count from when they are
    published."""

    list_key: str
    name: str
    rows: Sequence[DraftRow] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    number: str = ""


def save_draft(actor: Actor, draft: DraftInput) -> PriceDraft:
    """Save the changes; no price changes yet. Raises NotFound for an unknown number, Invalid with every fault, an
    unknown list among them, DraftElsewhere for a set that is no draft any more. A constant number of statements."""
    require(actor, SAVE_DRAFT)
    number = draft.number or draw_numbers(actor.market_id, "PC")[0]
    at = now()
    with acting(actor):
        if draft.number:
            found = lock_draft(actor, draft.number, {DraftState.DRAFT})
        else:
            found = PriceDraft(market_id=actor.market_id, number=number, made_by_name=actor.person_name)
        faults = Faults()
        _check_list(actor, found, draft, faults)
        _check(draft, at, faults)
        rows = _read(actor, found, draft, at, faults)
        faults.raise_any()
        found.name, found.starts_at, found.ends_at = draft.name.strip(), draft.starts_at, draft.ends_at
        found.save()
        PriceDraftRow.objects.bulk_create(
            rows,
            batch_size=5000,
            update_conflicts=True,
            unique_fields=["market_id", "draft", "variant", "unit", "min_quantity"],
            update_fields=["amount"],
        )
        data = {"list": found.list.key, "rows": len(rows)}
        record(actor, DraftSaved(found.id, found.number, [found.list.seller_id], data))
        return found


def _check_list(actor: Actor, found: PriceDraft, draft: DraftInput, faults: Faults) -> None:
    if draft.number:
        if draft.list_key not in ("", found.list.key):
            words = _("These changes are of the list %s.") % found.list.key
            faults.add("list", "another", words)
        return
    try:
        found.list = lock_list(actor, draft.list_key)
    except NotFound:
        faults.add("list", "unknown", _("There is no %s.") % draft.list_key[:60].replace("\0", ""))


def _check(draft: DraftInput, at: datetime, faults: Faults) -> None:
    if not draft.name.strip() or len(draft.name) > 120 or "\0" in draft.name:
        faults.add("name", "required", _("Give it a name of at most 120 characters."))
    if draft.starts_at is not None and draft.starts_at < at:
        faults.add(
            "starts_at", "past", _("This time has passed. Leave it empty to begin when it is published.")
        )
    if draft.ends_at is not None and draft.ends_at <= (draft.starts_at or at):
        faults.add("ends_at", "before-start", _("It ends before it begins."))
    if len(draft.rows) > MOST:
        faults.add("rows", "count", _("Give at most %s changes at a time.") % MOST)


def _read(
    actor: Actor, found: PriceDraft, draft: DraftInput, at: datetime, faults: Faults
) -> list[PriceDraftRow]:
    asked = [
        PriceInput(row.sku, _ONE if row.amount is None else row.amount, row.unit, row.min_quantity)
        for row in draft.rows[:MOST]
    ]
    checked = read_prices(actor, asked, draft.starts_at or at, faults, "rows")
    check_overlaps(checked, faults, "rows")
    priced = [
        (f"rows.{i}", price, row.meant)
        for i, (row, price) in enumerate(zip(draft.rows, checked, strict=False))
        if price and row.amount is not None
    ]
    if not hasattr(found, "list"):
        return []
    check_slips(actor, found.list, [(path, price) for path, price, meant in priced if not meant], faults)
    check_bands(actor, found.list, [(path, price) for path, price, _meant in priced], faults)
    return [
        PriceDraftRow(
            market_id=actor.market_id,
            draft=found,
            variant_id=price.variant_id,
            unit=price.unit,
            min_quantity=price.min_quantity,
            amount=row.amount,
        )
        for row, price in zip(draft.rows, checked, strict=False)
        if price
    ]
