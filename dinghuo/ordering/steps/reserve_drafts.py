"""Reserves stock for drafted lines, all of them in one statement."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.queries.available import available
from dinghuo.inventory.queries.reservable import reservable
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.steps.reserve_stock import reserve_stock
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.rules.packing import most_units


def reserve_drafts(actor: Actor, document: Document, drafts: Sequence[Draft]) -> None:
    """Hold stock for every stocked draft. Where a seller takes back-orders, as much as there is; else all of the line
    or OutOfStock, which names every short line with what is left."""
    _give(drafts, reserve_stock(actor, document, _wants(drafts)))
    short = _short(drafts)
    if short:
        raise _out_of_stock(short, available(actor, [draft.variant_id for draft in short]))


def foresee_stock(actor: Actor, drafts: Sequence[Draft]) -> None:
    """Say of every draft what would be held for it, and raise OutOfStock like reserve_drafts, but hold nothing."""
    _give(drafts, reservable(actor, _wants(drafts)))
    short = _short(drafts)
    if short:
        left = available(actor, [draft.variant_id for draft in short])
        for draft in drafts:
            if (draft.variant_id, draft.seller_id) in left:
                left[draft.variant_id, draft.seller_id] -= draft.held
        raise _out_of_stock(short, left)


def _wants(drafts: Sequence[Draft]) -> list[Want]:
    return [
        Want(
            line_id=draft.line_id,
            variant_id=draft.variant_id,
            seller_id=draft.seller_id,
            quantity=draft.base_quantity,
            partial=draft.backorder_allowed,
        )
        for draft in drafts
        if draft.stocked
    ]


def _give(drafts: Sequence[Draft], got: Mapping[UUID, Decimal]) -> None:
    for draft in drafts:
        draft.held = got.get(draft.line_id, Decimal(0))


def _short(drafts: Sequence[Draft]) -> list[Draft]:
    return [d for d in drafts if d.stocked and not d.backorder_allowed and d.held < d.base_quantity]


def _out_of_stock(short: Sequence[Draft], left: Mapping[tuple[UUID, UUID], Decimal]) -> OutOfStock:
    """`left` is what is free beside what is held for the drafts. What could be ordered instead comes in whole packs."""
    lines, possible = [], []
    for draft in short:
        rest = left.get((draft.variant_id, draft.seller_id), Decimal(0)) + draft.held
        lines.append(
            {
                "line": draft.index + 1,
                "sku": draft.sku,
                "name": draft.name,
                "wanted": plain(draft.base_quantity),
                "available": plain(rest),
                "unit": draft.base_unit,
            }
        )
        most = most_units(rest, Decimal(1), draft.minimum, draft.multiple)
        if most:
            possible.append({"sku": draft.sku, "quantity": plain(most), "unit": draft.base_unit})
    told = ", ".join(f"{line['name']}: {line['available']} {line['unit']}" for line in lines)
    return OutOfStock(
        _("There is less in stock than you want. Left: %(told)s.") % {"told": told},
        lines=lines,
        instead={"lines": possible} if possible else None,
    )
