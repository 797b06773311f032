"""Writes the movements of one change of stock, all in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.document import Document
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.statements import beside, send
from dinghuo.inventory.states import MovementKind

RECORD = beside(__file__)


@dataclass(frozen=True, slots=True)
class Moved:
    """What was added to the figures of a balance (negative: taken), in base units, on account of `document` where that
    isn't the same for all that moved."""

    stock_id: UUID
    on_hand: Decimal = Decimal(0)
    reserved: Decimal = Decimal(0)
    line_id: UUID | None = None
    picked: Decimal = Decimal(0)
    document: Document | None = None


def record_movements(
    actor: Actor,
    kind: MovementKind,
    moved: Sequence[Moved],
    document: Document | None = None,
    why: str = "",
) -> None:
    """Write one movement for each change, and leave the balances alone."""
    if not moved:
        return
    documents = [each.document or document for each in moved]
    send(
        RECORD,
        {
            "market": actor.market_id,
            "kind": kind.value,
            "ids": [new_id() for _ in moved],
            "lines": [each.line_id for each in moved],
            "stocks": [each.stock_id for each in moved],
            "on_hand": [each.on_hand for each in moved],
            "reserved": [each.reserved for each in moved],
            "picked": [each.picked for each in moved],
            "document_kinds": [each.kind if each else "" for each in documents],
            "documents": [each.id if each else None for each in documents],
            "numbers": [each.number if each else "" for each in documents],
            "person_id": actor.person_id,
            "person_name": actor.person_name,
            "at": now(),
            "why": why[:200],
        },
    )
