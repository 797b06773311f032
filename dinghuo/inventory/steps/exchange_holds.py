"""Lets lines hold other balances instead of those they hold; the caller has locked all of them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.rules.holds import Hold
from dinghuo.inventory.states import MovementKind
from dinghuo.inventory.steps.record_movements import Moved, record_movements
from dinghuo.inventory.steps.release_holds import take_holds

HOLD = beside(__file__, "hold_more")


def exchange_holds(
    actor: Actor,
    document: Document | Mapping[UUID, Document],
    back: Sequence[Hold],
    given: Sequence[Hold],
    why: str = "",
) -> None:
    """Take the holds `back` and write those `given`, each with its movement. Four statements at most.

    `document`: on account of which, or by line where the lines are of several. Only what differs moves: a lot that
    stays the line's isn't touched.
    """
    before = {(hold.line_id, hold.stock_id): hold.quantity for hold in back}
    after = {(hold.line_id, hold.stock_id): hold.quantity for hold in given}
    changes = {key: after.get(key, Decimal(0)) - before.get(key, Decimal(0)) for key in {**before, **after}}
    less = [Hold(*key, -change) for key, change in sorted(changes.items()) if change < 0]
    more = [Hold(*key, change) for key, change in sorted(changes.items()) if change > 0]
    take_holds(actor, less)
    _moved(actor, document, less, -1, why)
    if more:
        columns = {
            "ids": [new_id() for _ in more],
            "lines": [hold.line_id for hold in more],
            "stocks": [hold.stock_id for hold in more],
            "quantities": [hold.quantity for hold in more],
        }
        held = fetch(HOLD, {"market": actor.market_id, **columns})
        if len(held) != len({hold.stock_id for hold in more}):
            # The balances are locked since they were read.
            raise RuntimeError("a lot's guard failed on a locked row")
        _moved(actor, document, more, 1, why)


def _moved(
    actor: Actor, document: Document | Mapping[UUID, Document], holds: Sequence[Hold], sign: int, why: str
) -> None:
    moved = [
        Moved(
            hold.stock_id,
            reserved=sign * hold.quantity,
            line_id=hold.line_id,
            document=document if isinstance(document, Document) else document[hold.line_id],
        )
        for hold in holds
    ]
    record_movements(actor, MovementKind.ALLOCATED, moved, why=why)
