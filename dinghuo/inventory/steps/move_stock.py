"""Adds goods to balances or takes them away, each with its movement: what every document of stock does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.document import Document
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.states import MovementKind
from dinghuo.inventory.steps.record_movements import Moved, record_movements
from dinghuo.inventory.steps.set_on_hand import Counted, open_balances

MOVE = beside(__file__)


@dataclass(frozen=True, slots=True)
class Change:
    """What is added to a balance (negative: taken), in base units. `line_id`: the document's line; `kind`: of its
    movement, where it isn't that of the others."""

    warehouse_id: UUID
    owner_id: UUID
    variant_id: UUID
    lot: str
    expires: date | None
    quantity: Decimal
    line_id: UUID | None = None
    made: date | None = None
    supplier_lot: str = ""
    bin: str = ""
    kind: MovementKind | None = None

    @property
    def key(self) -> tuple[UUID, UUID, UUID, str]:
        """Names the balance."""
        return self.warehouse_id, self.owner_id, self.variant_id, self.lot


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change, with what its balance was before: `moved` is false where less is free than it takes."""

    change: Change
    on_hand: Decimal = Decimal(0)
    reserved: Decimal = Decimal(0)
    expires: date | None = None
    is_recalled: bool = False
    moved: bool = False

    @property
    def free(self) -> Decimal:
        """What could have been taken."""
        return self.on_hand - self.reserved


def move_stock(
    actor: Actor, kind: MovementKind, changes: Sequence[Change], document: Document, why: str = ""
) -> list[Outcome]:
    """Make all changes, with one movement each; outcomes in their order. Four statements, however many.

    Where one hasn't `moved`, or its lot has another expiry date than was told, the caller refuses, which undoes the
    rest.
    """
    changes = [change for change in changes if change.quantity]
    if not changes:
        return []
    into = [change for change in changes if change.quantity > 0]
    lots = open_balances(actor, [_opened(change) for change in into])
    known = {change.key: lots[i] for i, change in enumerate(into) if i in lots}
    found = {
        row[:4]: row[4:] for row in fetch(MOVE, {"market": actor.market_id, "at": now(), **_columns(changes)})
    }
    outcomes: list[Outcome] = []
    moved: dict[MovementKind, list[Moved]] = {}
    for change in changes:
        if change.key not in found:
            outcomes.append(Outcome(change))
            continue
        stock_id, on_hand, reserved, expires, done = found[change.key]
        facts = known.get(change.key)
        recalled = facts is not None and facts.recalled_at is not None
        dated = facts.expires if facts else expires
        outcomes.append(Outcome(change, on_hand, reserved, dated, recalled, done))
        movement = Moved(stock_id, on_hand=change.quantity, line_id=change.line_id)
        moved.setdefault(change.kind or kind, []).append(movement)
    if all(outcome.moved for outcome in outcomes):
        for each, movements in moved.items():
            record_movements(actor, each, movements, document, why)
    return outcomes


def _opened(change: Change) -> Counted:
    return Counted(
        change.warehouse_id,
        change.owner_id,
        change.variant_id,
        change.lot,
        change.expires,
        Decimal(0),
        change.made,
        change.supplier_lot,
    )


def _columns(changes: Sequence[Change]) -> dict[str, list]:
    return {
        "warehouses": [change.warehouse_id for change in changes],
        "owners": [change.owner_id for change in changes],
        "variants": [change.variant_id for change in changes],
        "lots": [change.lot for change in changes],
        "expires": [change.expires for change in changes],
        "quantities": [change.quantity for change in changes],
        "bins": [change.bin for change in changes],
    }
