"""Compares a count with what the book had at the moment of counting."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.models import StockDocument, StockDocumentLine

THEN = beside(__file__)
LOCK = beside(__file__, "lock_counted")


@dataclass(frozen=True, slots=True)
class Booked:
    """A balance now, and what it had when it was counted; `stock_id` is None where there is none yet. `again`: the
    number of a count that was made later and is booked already; empty where there is none."""

    stock_id: UUID | None
    on_hand: Decimal
    reserved: Decimal
    then: Decimal
    again: str = ""

    def short_by(self, counted: Decimal) -> Decimal:
        """How much more is reserved than would be left."""
        left = max(self.on_hand + counted - self.then, Decimal(0))
        return max(self.reserved - left, Decimal(0))


def book_then(
    actor: Actor, document: StockDocument, lines: Sequence[StockDocumentLine], *, lock: bool = False
) -> dict[UUID, Booked]:
    """By line id, for the lines that have been counted. One statement; with `lock` two, and the balances stay so."""
    counted = [line for line in lines if line.quantity is not None]
    parameters = {
        "market": actor.market_id,
        "owner": document.owner_id,
        "warehouse": document.warehouse_id,
        "document": document.id,
        "ids": [line.id for line in counted],
        "variants": [line.variant_id for line in counted],
        "lots": [line.lot for line in counted],
        "moments": [line.counted_at for line in counted],
    }
    if lock:
        fetch(LOCK, parameters)
    return {line_id: Booked(*rest) for line_id, *rest in fetch(THEN, parameters)}
