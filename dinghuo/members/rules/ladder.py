"""Which level purchases earn, what lacks for the next, and when a level that isn't earned any more ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class Rung:
    """A level that is earned from an amount of purchases on."""

    level_id: UUID
    rank: int
    least: Decimal


@dataclass(frozen=True)
class Held:
    """What a buyer has at an instant, until when, and what follows it directly by rule."""

    level_id: UUID
    rank: int
    by_rule: bool
    until: datetime | None = None
    then: UUID | None = None


@dataclass(frozen=True)
class Aim:
    """What a buyer should have from now: a level, until when (None: without end), and what follows it."""

    level_id: UUID | None
    until: datetime | None = None
    then: UUID | None = None


def earned(rungs: Iterable[Rung], amount: Decimal) -> Rung | None:
    """The best level that these purchases earn."""
    reached = [rung for rung in rungs if rung.least <= amount]
    return max(reached, key=lambda rung: rung.rank, default=None)


def next_rung(rungs: Iterable[Rung], amount: Decimal, rank: int) -> Rung | None:
    """The nearest level above a rank that these purchases don't earn yet."""
    above = [rung for rung in rungs if rung.rank > rank and rung.least > amount]
    return min(above, key=lambda rung: (rung.least, rung.rank), default=None)


def aim(
    held: Held | None, won: Rung | None, at: datetime, grace_days: int, planned: datetime | None
) -> Aim | None:
    """What a buyer should have. None: what a person gave stays as it was given.

    Up at once. Down after `grace_days`, counted from when the level was first found not to be earned any more, and kept
    if it is earned again until then. `planned` is when the next level given by a person begins: nothing by rule
    reaches into it.
    """
    if held is not None and not held.by_rule:
        return None
    own = won.level_id if won else None
    if held is None or (won is not None and won.rank >= held.rank):
        return Aim(own, planned if won else None)
    ends = held.until if _leaving(held, planned) else at + timedelta(days=grace_days)
    if ends is None or ends <= at:
        return Aim(own, planned if won else None)
    if planned is not None and planned <= ends:
        return Aim(held.level_id, planned)
    return Aim(held.level_id, ends, own)


def _leaving(held: Held, planned: datetime | None) -> bool:
    return held.until is not None and held.until != planned


def settled(held: Held | None, wanted: Aim | None) -> bool:
    """True if a buyer has what it should have already."""
    if wanted is None:
        return True
    if held is None:
        return wanted.level_id is None
    return wanted == Aim(held.level_id, held.until, held.then)
