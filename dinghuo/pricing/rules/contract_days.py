"""The days of a contract, and the time of its lists."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[datetime | None, datetime | None]


def span(starts_on: date, ends_on: date | None, zone: str) -> Span:
    """From the first day's beginning until just before the day after the last begins, in the market's zone."""
    there = ZoneInfo(zone)
    start = datetime.combine(starts_on, time(), there)
    return start, datetime.combine(ends_on + timedelta(days=1), time(), there) if ends_on else None


def joined(standing: Span | None, wanted: Span) -> Span | None:
    """The time of a list that counts for `standing` contracts already (None: for none) and for another one from now
    on; None where days would lie between them, on which its prices would count though nobody has agreed to."""
    if standing is None:
        return wanted
    (first, last), (start, end) = standing, wanted
    if last is not None and start is not None and start > last:
        return None
    return (
        None if first is None or start is None else min(first, start),
        None if last is None or end is None else max(last, end),
    )


def follow_on(starts_on: date, ends_on: date) -> tuple[date, date]:
    """The days of an extension unless others are named: from the day after the last, and as many again."""
    first = ends_on + timedelta(days=1)
    return first, first + (ends_on - starts_on)
