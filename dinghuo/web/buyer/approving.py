"""An order that waits for approval, with the facts to decide by and what stands in the reader's way."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dinghuo.foundation.actor import Actor, allows
from dinghuo.ordering.permissions import APPROVE

#: Lines shown of each order; the rest is counted.
LINES_SHOWN = 3


@dataclass(frozen=True)
class Waiting:
    """An order that waits. `hurdle` is why the reader can't approve it: "grant", "own", "limit" or "" for none."""

    order: Any
    lines: list[Any]
    more: int
    hurdle: str
    limit: Decimal | None


def waiting_of(actor: Actor, order: Any) -> Waiting:
    """The order as its approver sees it; its lines come with it, the dearest first."""
    lines = list(order.lines.all())
    hurdle = ""
    if not allows(actor, APPROVE):
        hurdle = "grant"
    elif order.placed_by_id == actor.person_id:
        hurdle = "own"
    elif not allows(actor, APPROVE, order.total):
        hurdle = "limit"
    return Waiting(
        order=order,
        lines=lines[:LINES_SHOWN],
        more=max(len(lines) - LINES_SHOWN, 0),
        hurdle=hurdle,
        limit=actor.grants.get(APPROVE) if APPROVE in actor.grants else None,
    )
