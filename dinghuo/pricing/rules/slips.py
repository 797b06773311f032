"""What looks like a slip of the keyboard: a price a point or two away from the one before."""

from decimal import Decimal

#: More than so many times as much or as little as before is asked about; a trade discount is never as deep.
TIMES = Decimal(10)
#: A formula outside of these percentages of the list it follows from is asked about as well.
LEAST_PERCENT, MOST_PERCENT = Decimal(10), Decimal(1000)


def is_slip(amount: Decimal, before: Decimal) -> bool:
    """Whether a price is so far from the one before that a person should say it is meant. Both for the same unit."""
    return amount > before * TIMES or amount * TIMES < before


def is_odd_percent(percent: Decimal) -> bool:
    """The same for a formula's percentage."""
    return not LEAST_PERCENT <= percent <= MOST_PERCENT


def are_contradictory(floor: Decimal | None, ceiling: Decimal | None) -> bool:
    """Whether no price can be both: a floor above its ceiling."""
    if floor is None or ceiling is None or not (floor.is_finite() and ceiling.is_finite()):
        return False
    return floor > ceiling
