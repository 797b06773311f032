"""A price that follows from another: a percentage and an amount, rounded, kept between bounds.

In whole numbers, because nothing may be rounded twice: a price is counted in millionths, and what a percentage of four
decimals makes of it in millionths of a millionth.
"""

from dataclasses import dataclass
from decimal import Decimal

MICRO = 1_000_000
PERCENT = 10_000


def micro(number: Decimal) -> int:
    """A number of at most six decimals in millionths."""
    return int(number.scaleb(6))


@dataclass(frozen=True, slots=True)
class Formula:
    """The columns of a formula (models/price_rule.py); amounts are for one base unit."""

    base_list: str
    percent: Decimal
    plus: Decimal
    step: Decimal | None
    ending: Decimal
    floor: Decimal | None
    ceiling: Decimal | None
    min_margin: Decimal | None


def applied(formula: Formula, base: Decimal, factor: Decimal, cost: Decimal | None) -> Decimal | None:
    """The price of one ordered unit of `factor` base units whose price on the base list is `base`, and which costs the
    seller `cost`. None where it isn't above zero, or a least margin is asked for and the cost isn't known.

    Rounding is to the nearest, half up; then the ceiling, rounded down, then floor and margin, rounded up: who sells
    below cost by a rounding has lost more than one whose ceiling gives way.
    """
    units = micro(factor)
    exact = micro(base) * int(formula.percent * PERCENT) + micro(formula.plus) * units
    step, ending = (
        (None if formula.step is None else micro(formula.step) * MICRO),
        micro(formula.ending) * MICRO,
    )
    found = _nearest(exact, step, ending)
    if formula.ceiling is not None and found > (most := micro(formula.ceiling) * units):
        found = _down(most, step, ending)
    least = 0 if formula.floor is None else micro(formula.floor) * units
    if formula.min_margin is not None:
        if cost is None:
            return None
        least = max(least, micro(cost) * (100 * PERCENT + int(formula.min_margin * PERCENT)))
    if found < least:
        found = _up(least, step, ending)
    return Decimal(found // MICRO).scaleb(-6) if found > 0 else None


def _nearest(exact: int, step: int | None, ending: int) -> int:
    if step is None:
        return (exact + MICRO // 2) // MICRO * MICRO
    return max(0, (2 * (exact - ending) + step) // (2 * step)) * step + ending


def _down(exact: int, step: int | None, ending: int) -> int:
    if step is None or exact < ending:
        return exact // MICRO * MICRO
    return (exact - ending) // step * step + ending


def _up(exact: int, step: int | None, ending: int) -> int:
    if step is None:
        return -(-exact // MICRO) * MICRO
    return max(0, -((ending - exact) // step)) * step + ending
