"""Writes down what was taken off the shelf for lines, or put back, each with its movement."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.inventory.models import Picked
from dinghuo.inventory.queries.picks import Pick
from dinghuo.inventory.states import MovementKind
from dinghuo.inventory.steps.record_movements import Moved, record_movements


def write_picks(
    actor: Actor, document: Document, changes: Sequence[tuple[Pick, Decimal]], why: str = ""
) -> None:
    """Add these quantities (base units; negative: put back) to what lies ready. Two statements.

    The caller has locked the picks (`lock_picks`), and picks no more than a line holds.
    """
    sums: dict[tuple[UUID, UUID], Decimal] = defaultdict(Decimal)
    ready: dict[tuple[UUID, UUID], Decimal] = {}
    for pick, quantity in changes:
        key = pick.line_id, pick.stock_id
        sums[key] += quantity
        ready[key] = pick.picked
    changed = {key: quantity for key, quantity in sums.items() if quantity}
    Picked.objects.bulk_create(
        [
            Picked(market_id=actor.market_id, line_id=key[0], stock_id=key[1], quantity=ready[key] + quantity)
            for key, quantity in changed.items()
        ],
        update_conflicts=True,
        unique_fields=["market_id", "line_id", "stock"],
        update_fields=["quantity"],
    )
    moved = [Moved(stock_id, line_id=line_id, picked=part) for (line_id, stock_id), part in changed.items()]
    record_movements(actor, MovementKind.PICKED, moved, document, why)
