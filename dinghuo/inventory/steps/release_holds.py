"""Takes goods away from lines that hold them: what a loss or a recall leaves for nobody."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.models import Reservation
from dinghuo.inventory.rules.holds import Hold
from dinghuo.inventory.states import MovementKind
from dinghuo.inventory.steps.record_movements import Moved, record_movements

RELEASE = beside(__file__)


def holds_on(actor: Actor, stock_ids: Iterable[UUID]) -> list[Hold]:
    """Who holds what of these balances. One statement."""
    rows = Reservation.objects.filter(market_id=actor.market_id, stock_id__in=list(stock_ids), quantity__gt=0)
    return [Hold(*row) for row in rows.values_list("line_id", "stock_id", "quantity")]


def release_holds(actor: Actor, document: Document, holds: Sequence[Hold], why: str = "") -> None:
    """Take these quantities away. The caller has locked the balances and tells the lines' documents. Two statements."""
    take_holds(actor, holds)
    moved = [Moved(hold.stock_id, reserved=-hold.quantity, line_id=hold.line_id) for hold in holds]
    record_movements(actor, MovementKind.RELEASED, moved, document, why)


def take_holds(actor: Actor, holds: Sequence[Hold]) -> None:
    """The same without a movement, for whoever writes another kind. One statement."""
    if not holds:
        return
    columns = {
        "lines": [hold.line_id for hold in holds],
        "stocks": [hold.stock_id for hold in holds],
        "quantities": [hold.quantity for hold in holds],
    }
    if len(fetch(RELEASE, {"market": actor.market_id, **columns})) != len(holds):
        # Holds change only under their balance's lock, which the caller has.
        raise RuntimeError("a hold changed while its balance was locked")
