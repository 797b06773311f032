"""Finds what is wrong with the times between which something is sold."""

from datetime import datetime

from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Faults


def check_times(faults: Faults, starts_at: datetime | None, ends_at: datetime | None) -> None:
    """Collect the faults of a beginning and an end, of which each may be missing."""
    if starts_at and ends_at and starts_at >= ends_at:
        faults.add("ends_at", "order", _("It ends before it starts."))


def told_times(starts_at: datetime | None, ends_at: datetime | None) -> dict[str, str]:
    """The times as events tell them."""
    return {
        "starts_at": starts_at.isoformat() if starts_at else "",
        "ends_at": ends_at.isoformat() if ends_at else "",
    }
