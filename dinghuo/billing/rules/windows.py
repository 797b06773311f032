"""Where a window of months that ends now began."""

from calendar import monthrange
from datetime import datetime


def months_back(at: datetime, months: int) -> datetime:
    """The same instant so many months earlier; the month's last day where it has no such day."""
    counted = at.year * 12 + at.month - 1 - months
    year, month = divmod(counted, 12)
    day = min(at.day, monthrange(year, month + 1)[1])
    return at.replace(year=year, month=month + 1, day=day)
