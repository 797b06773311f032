"""What goods that run out should be sold for: the less life is left, the more goes off the price."""

from decimal import Decimal

#: Days left and the percentage off, the shortest first. A proposal: whoever sets prices decides.
STEPS = ((15, Decimal(50)), (30, Decimal(30)), (60, Decimal(15)), (90, Decimal(5)))


def markdown_percent(days_left: int) -> Decimal | None:
    """How many percent to take off; None where the goods keep long enough. Goods past their day aren't sold at all."""
    if days_left < 0:
        return None
    return next((percent for days, percent in STEPS if days_left <= days), None)
