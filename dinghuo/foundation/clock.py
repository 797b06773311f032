"""The one place that reads the clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return datetime.now(UTC)


def today(time_zone: str) -> date:
    """The day it is in a zone."""
    return now().astimezone(ZoneInfo(time_zone)).date()
