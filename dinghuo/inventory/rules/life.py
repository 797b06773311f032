"""How fresh goods must be for a customer, and which of what there is are (semantics 4.8, mistake 24)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class LifeNeed:
    """What must be left: days, a share of the whole life in percent; `not_before`: the last that went there."""

    min_days: int | None = None
    min_percent: int | None = None
    not_before: date | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """A balance that could serve: `free` is what the lines concerned hold of it and what nobody holds."""

    stock_id: UUID
    free: Decimal
    expires: date | None
    made: date | None
    received_at: datetime | None
    priority: int


class Dated(Protocol):
    """Goods with the days of their life, where they are known."""

    @property
    def expires(self) -> date | None:
        """The last day on which they are good."""

    @property
    def made(self) -> date | None:
        """The day on which they were made."""


def is_fresh(batch: Dated, need: LifeNeed, today: date) -> bool:
    """True if the goods may go to who has this need. What never expires always may.

    A share of its life can't be shown for goods of which nobody knows when they were made: they may not.
    """
    if batch.expires is None:
        return True
    left = (batch.expires - today).days
    if left < max(need.min_days or 0, 0):
        return False
    if need.not_before is not None and batch.expires < need.not_before:
        return False
    if need.min_percent is None:
        return True
    whole = (batch.expires - batch.made).days if batch.made else 0
    return whole > 0 and left * 100 >= whole * need.min_percent


def first_out(batches: Iterable[Batch]) -> list[Batch]:
    """First expired first out, then the warehouse to be emptied first, then first in first out (semantics 4.8)."""
    return sorted(
        batches,
        key=lambda batch: (
            batch.expires is None,
            batch.expires or date.max,
            batch.priority,
            batch.received_at.timestamp() if batch.received_at else 0,
            batch.stock_id,
        ),
    )


def taken_from(batches: Sequence[Batch], quantity: Decimal) -> dict[UUID, Decimal]:
    """How much of each balance serves this quantity, in the order given; less in sum where there is less."""
    parts, left = {}, quantity
    for batch in batches:
        part = min(batch.free, left)
        if part > 0:
            parts[batch.stock_id] = part
            left -= part
    return parts
