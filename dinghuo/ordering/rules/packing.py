"""Whether a quantity can be ordered: minimum and multiple, and the nearest quantity that can."""

from decimal import ROUND_CEILING, Decimal


def orderable(quantity: Decimal, minimum: Decimal, multiple: Decimal) -> Decimal:
    """The smallest quantity from `quantity` up that reaches the minimum and is a whole number of multiples.

    All in base units; equal to `quantity` if that can be ordered as it is.
    """
    wanted = max(quantity, minimum)
    if multiple > 0:
        wanted = (wanted / multiple).to_integral_value(rounding=ROUND_CEILING) * multiple
    return wanted
