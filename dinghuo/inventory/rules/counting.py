"""How long after its counting a count may be entered."""

from datetime import datetime, timedelta

#: A list that has lain about for longer says nothing that is worth comparing.
OLDEST = timedelta(days=31)


def is_too_old(counted_at: datetime, at: datetime) -> bool:
    """True if goods counted then can't be entered at `at` any more."""
    return at - counted_at > OLDEST
