"""Days that lie ahead whenever the tests run."""

from datetime import UTC, date, datetime, timedelta


def ahead(days: int) -> date:
    """So many days from today."""
    return datetime.now(UTC).date() + timedelta(days=days)
