"""Reserves stock for drafted lines, all of them in one statement."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.queries.available import available
from dinghuo.inventory.steps.reserve_stock import reserve_stock
from dinghuo.inventory.steps.wants import Want
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.rules.draft import Draft


def reserve_drafts(actor: Actor, document: Document, drafts: Sequence[Draft]) -> None:
    """Hold stock for every stocked draft. Where a seller takes back-orders, as much as there is; else all of the line
    or OutOfStock, which names every short line with what is left."""
    wants = [
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
    got = reserve_stock(actor, document, wants)
    for draft in drafts:
        draft.held = got.get(draft.line_id, Decimal(0))
    short = [d for d in drafts if d.stocked and not d.backorder_allowed and d.held < d.base_quantity]
    if short:
        raise _out_of_stock(actor, short)


def _out_of_stock(actor: Actor, short: Sequence[Draft]) -> OutOfStock:
    left = available(actor, [draft.variant_id for draft in short])
    lines = []
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
    told = ", ".join(f"{line['name']}: {line['available']} {line['unit']}" for line in lines)
    return OutOfStock(
        _("There is less in stock than you want. Left: %(told)s.") % {"told": told},
        lines=lines,
        instead={
            "lines": [
                {"sku": line["sku"], "quantity": line["available"], "unit": line["unit"]} for line in lines
            ]
        },
    )
