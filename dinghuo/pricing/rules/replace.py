"""How a new price takes its place among the old ones: history is closed, what has been is never rewritten."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Generic, TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True)
class Span:
    """An amount that is valid from `start` until just before `end` (None: for ever)."""

    amount: Decimal
    start: datetime
    end: datetime | None = None

    def overlaps(self, start: datetime, end: datetime | None) -> bool:
        """True if there is an instant in both."""
        return (end is None or self.start < end) and (self.end is None or start < self.end)

    def covers(self, start: datetime, end: datetime | None) -> bool:
        """True if every instant of the other is in this one."""
        return self.start <= start and (self.end is None or (end is not None and end <= self.end))


@dataclass
class Change(Generic[Key]):
    """What to do with the old prices of a slot, and what to add. All empty: it is so already."""

    close: list[tuple[Key, datetime]] = field(default_factory=list)
    delete: list[Key] = field(default_factory=list)
    add: list[Span] = field(default_factory=list)
    is_past: bool = False


def replace(old: Sequence[tuple[Key, Span]], new: Span, now: datetime) -> Change[Key]:
    """Give the new span its place among the old ones of the same slot, which don't overlap each other.

    Where something has been priced before now, the new price begins now: the past stays as it was told. An old price
    ends where the new one begins, and comes back where it ends; what was only planned for that time is dropped.
    `is_past`: nothing of the new span is left for the future.
    """
    start = new.start
    if not old:
        return Change(add=[new]) if new.end is None or start < new.end else Change(is_past=True)
    if start < now and any(span.start < now and span.overlaps(start, new.end) for _, span in old):
        start = now
    if new.end is not None and new.end <= start:
        return Change(is_past=True)
    overlapped = [(key, span) for key, span in old if span.overlaps(start, new.end)]
    if any(span.amount == new.amount and span.covers(start, new.end) for _, span in overlapped):
        return Change()
    change: Change[Key] = Change()
    for key, span in overlapped:
        if span.start < start:
            change.close.append((key, start))
        else:
            change.delete.append(key)
        if new.end is not None and (span.end is None or span.end > new.end):
            change.add.append(Span(span.amount, new.end, span.end))
    change.add.append(Span(new.amount, start, new.end))
    return change
