"""Counts where the units of an order's lines are, in one unit if all lines share it, else in lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

ZERO = Decimal(0)


class Line(Protocol):
    """What is read of an order line: its unit and its quantities in base units."""

    unit: str
    base_unit: str
    factor: Decimal
    promised_date: date | None
    ordered: Decimal
    allocated: Decimal
    backordered: Decimal
    refused: Decimal
    cancelled_early: Decimal
    cancelled_late: Decimal
    shipped: Decimal
    received: Decimal
    accepted: Decimal
    rejected: Decimal
    lost: Decimal


@dataclass(frozen=True, slots=True)
class Tally:
    """Quantities of a whole order. `unit` is empty where they count lines; `until` is the last promised day."""

    unit: str
    ordered: Decimal
    confirmed: Decimal
    backordered: Decimal
    refused: Decimal
    cancelled: Decimal
    shipped: Decimal
    received: Decimal
    rejected: Decimal
    lost: Decimal
    until: date | None


def tally_of(lines: Sequence[Line]) -> Tally:
    """Add the lines up. A unit is shared if all lines were entered in it and it means as many base units on each."""
    units = {(line.unit, line.factor) for line in lines}
    if len(units) == 1:
        unit, factor = units.pop()
        if _whole(lines, factor):
            return _sums(lines, unit, factor)
    bases = {line.base_unit for line in lines}
    if len(bases) == 1 and len(lines) == 1:
        return _sums(lines, bases.pop(), Decimal(1))
    return _lines(lines)


def _whole(lines: Iterable[Line], factor: Decimal) -> bool:
    return all(
        value % factor == 0
        for line in lines
        for value in (
            line.ordered,
            line.allocated,
            line.backordered,
            line.shipped,
            line.received,
            line.rejected,
        )
    )


def _sums(lines: Iterable[Line], unit: str, factor: Decimal) -> Tally:
    lines = list(lines)

    def total(*names: str) -> Decimal:
        return sum((getattr(line, name) for line in lines for name in names), ZERO) / factor

    return Tally(
        unit=unit,
        ordered=total("ordered"),
        confirmed=total("allocated"),
        backordered=total("backordered"),
        refused=total("refused"),
        cancelled=total("cancelled_early", "cancelled_late"),
        shipped=total("shipped"),
        received=total("received"),
        rejected=total("rejected"),
        lost=total("lost"),
        until=_until(lines),
    )


def _lines(lines: Sequence[Line]) -> Tally:
    def count(condition: Iterable[bool]) -> Decimal:
        return Decimal(sum(condition))

    def open_of(line: Line) -> Decimal:
        return line.ordered - line.refused - line.cancelled_early - line.cancelled_late

    return Tally(
        unit="",
        ordered=count(True for _line in lines),
        confirmed=count(line.allocated > 0 and line.allocated >= open_of(line) for line in lines),
        backordered=count(line.backordered > 0 for line in lines),
        refused=count(line.refused > 0 for line in lines),
        cancelled=count(line.cancelled_early + line.cancelled_late > 0 for line in lines),
        shipped=count(line.shipped > 0 and line.shipped >= open_of(line) for line in lines),
        received=count(line.received > 0 and line.received + line.lost >= open_of(line) for line in lines),
        rejected=count(line.rejected > 0 for line in lines),
        lost=count(line.lost > 0 for line in lines),
        until=_until(lines),
    )


def _until(lines: Iterable[Line]) -> date | None:
    return max(
        (line.promised_date for line in lines if line.backordered > 0 and line.promised_date), default=None
    )
