"""What a keeper's taking adds to its own stock: the same goods of the same lots, in the same place."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import Lot, StockDocument, StockDocumentLine
from dinghuo.inventory.steps.move_stock import Change


def taken_over(
    actor: Actor, document: StockDocument, lines: Sequence[StockDocumentLine], taken: Sequence[Change]
) -> list[Change]:
    """For each change that takes from the owner's balance one that adds to the keeper's; a lot keeps the dates that the
    owner knows of it. One statement."""
    assert document.keeper_id is not None
    rows = Lot.objects.filter(
        market_id=actor.market_id,
        owner_id=document.owner_id,
        variant_id__in={line.variant_id for line in lines},
        lot__in={line.lot for line in lines if line.lot},
    )
    known = {(row.variant_id, row.lot): row for row in rows}
    added = []
    for change in taken:
        lot = known.get((change.variant_id, change.lot))
        added.append(
            replace(
                change,
                owner_id=document.keeper_id,
                quantity=-change.quantity if change.quantity else Decimal(0),
                expires=lot.expires if lot else change.expires,
                made=lot.made if lot else change.made,
                supplier_lot=lot.supplier_lot if lot else change.supplier_lot,
            )
        )
    return added
