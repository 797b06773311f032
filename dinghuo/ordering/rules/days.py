"""Which days an order may speak of: from today on, within what anybody plans."""

from datetime import date
from typing import Literal

#: Further ahead is a slip of the keyboard (2062 for 2026), not a plan.
MOST_YEARS = 10


def day_fault(day: date, today: date) -> Literal["past", "too-far"] | None:
    """What is wrong with a day on which goods are wanted or promised; None for nothing."""
    if day < today:
        return "past"
    if (day.year - MOST_YEARS, day.month, day.day) > (today.year, today.month, today.day):
        return "too-far"
    return None
