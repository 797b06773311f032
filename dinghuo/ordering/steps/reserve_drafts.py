"""Takes stock for drafted lines out of a supply."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.quantity import plain
from dinghuo.inventory.rules.supply import Supply
from dinghuo.inventory.rules.wants import Taken, Want
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.rules.packing import most_units


def goods_of(drafts: Sequence[Draft]) -> set[tuple[UUID, UUID]]:
    """The stocked goods of drafts: variant and seller."""
    return {(draft.variant_id, draft.seller_id) for draft in drafts if draft.stocked}


def reserve_drafts(supply: Supply, drafts: Sequence[Draft]) -> list[Taken]:
    """Take stock for every stocked draft, and say with each what is held for it.

    Where a seller takes back-orders, as much as there is; else all of the line, or OutOfStock, which names every short
    line with what is left, and takes nothing.
    """
    taken = supply.take([_want(draft) for draft in drafts if draft.stocked])
    held: dict[UUID, Decimal] = {}
    for part in taken:
        held[part.line_id] = held.get(part.line_id, Decimal(0)) + part.quantity
    for draft in drafts:
        draft.held = held.get(draft.line_id, Decimal(0))
    short = [d for d in drafts if d.stocked and not d.backorder_allowed and d.held < d.base_quantity]
    if short:
        refusal = _out_of_stock(short, supply)
        supply.put_back(taken)
        raise refusal
    return taken


def _want(draft: Draft) -> Want:
    return Want(
        line_id=draft.line_id,
        variant_id=draft.variant_id,
        seller_id=draft.seller_id,
        quantity=draft.base_quantity,
        partial=draft.backorder_allowed,
        need=draft.need,
    )


def _out_of_stock(short: Sequence[Draft], supply: Supply) -> OutOfStock:
    """What could be ordered instead comes in whole packs, beside what the other lines have taken."""
    lines, possible = [], []
    for draft in short:
        rest = supply.free(draft.variant_id, draft.seller_id, draft.need)
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
