"""Months as both sides of a statement understand them, and the days invoices fall due."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

PERIOD = re.compile(r"([1-9]\d{3})-(0[1-9]|1[0-2])")


def period_bounds(period: str, time_zone: str) -> tuple[datetime, datetime] | None:
    """The first instant of a month "YYYY-MM" in a zone, and that of the month after, in UTC; None if it is
    no month.
    """
    found = PERIOD.fullmatch(period)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2])
    if year == 9999:
        return None
    after = (year, month + 1) if month < 12 else (year + 1, 1)
    zone = ZoneInfo(time_zone)
    since, until = (datetime(*first, 1, tzinfo=zone).astimezone(UTC) for first in ((year, month), after))
    return since, until


def due_on(issued: date, term_days: int) -> date:
    """The last day on which an invoice is paid in time: so many days after its own (net days, J2)."""
    return issued + timedelta(days=term_days)
