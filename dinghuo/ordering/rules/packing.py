"""Whether a quantity can be ordered: minimum and multiple, and the nearest quantity that can."""

from decimal import ROUND_CEILING, Decimal
from fractions import Fraction


def orderable(quantity: Decimal, minimum: Decimal, multiple: Decimal) -> Decimal:
    """The smallest quantity from `quantity` up that reaches the minimum and is a whole number of multiples.

    All in base units; equal to `quantity` if that can be ordered as it is.
    """
    wanted = max(quantity, minimum)
    if multiple > 0:
        wanted = (wanted / multiple).to_integral_value(rounding=ROUND_CEILING) * multiple
    return wanted


def step_of(factor: Decimal, multiple: Decimal) -> Decimal:
    """How many units of `factor` base units one step must be, so that it is a whole number of multiples.

    A box of 24 sold in multiples of 6 has steps of one box; sold in multiples of 36, of three boxes.
    """
    if multiple <= 0:
        return Decimal(1)
    if factor == 1:
        return multiple
    return Decimal((Fraction(multiple) / Fraction(factor)).numerator)


def orderable_units(quantity: Decimal, factor: Decimal, minimum: Decimal, multiple: Decimal) -> Decimal:
    """The smallest whole number of units (of `factor` base units each) from `quantity` up that can be ordered."""
    least = max(quantity, minimum / factor)
    step = step_of(factor, multiple)
    return (least / step).to_integral_value(rounding=ROUND_CEILING) * step


def most_units(available: Decimal, factor: Decimal, minimum: Decimal, multiple: Decimal) -> Decimal:
    """The largest number of units that can be ordered from `available` base units; zero if none can."""
    step = step_of(factor, multiple)
    units = available / factor // step * step
    return units if units > 0 and units * factor >= minimum else Decimal(0)
