"""Counts an article's free stock as another's that turned out to be the same."""

from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.inventory.models import ReorderPoint, UnitCost
from dinghuo.inventory.queries.carried_stock import free_rows
from dinghuo.inventory.states import MovementKind
from dinghuo.inventory.steps.move_stock import Change, move_stock


def carry_stock(actor: Actor, source_id: UUID, target_id: UUID, document: Document, why: str) -> Decimal:
    """Move what nothing holds, place by place and lot by lot, with a movement out of the one and one into the other.
    What is promised stays until it is shipped. Costs and reorder points come over where the other has none. Returns how
    much, in base units. A constant number of statements."""
    rows = free_rows(actor, source_id, target_id).order_by("variant_id", "warehouse_id", "lot", "id")
    balances = list(rows.select_for_update(of=("self",)))
    changes = []
    for row in balances:
        free = row.on_hand - row.reserved
        place = row.warehouse_id, row.owner_id
        changes.append(Change(*place, source_id, row.lot, row.expires, -free))
        changes.append(Change(*place, target_id, row.lot, row.expires, free, bin=row.bin))
    outcomes = move_stock(actor, MovementKind.ADJUSTED, changes, document, why)
    # The balances are locked since they were read, so nothing can have been promised in between.
    assert all(outcome.moved for outcome in outcomes)
    kept = {"market_id": actor.market_id, "variant_id": source_id}
    costs, points = UnitCost.objects.filter(**kept), ReorderPoint.objects.filter(**kept)
    new = {"market_id": actor.market_id, "variant_id": target_id}
    UnitCost.objects.bulk_create(
        [UnitCost(**new, owner_id=row.owner_id, cost=row.cost) for row in costs], ignore_conflicts=True
    )
    ReorderPoint.objects.bulk_create(
        [ReorderPoint(**new, owner_id=row.owner_id, quantity=row.quantity) for row in points],
        ignore_conflicts=True,
    )
    return sum((change.quantity for change in changes if change.quantity > 0), Decimal(0))
