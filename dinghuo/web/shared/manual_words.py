"""Where a price given by hand is, in words."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dinghuo.pricing.queries.manual.manual_prices import counts_now
from dinghuo.web.shared.order_words import Words


def manual_state(row: Any) -> Words:
    """Its state now."""
    if row.state == "approved":
        return Words("done", _("Counts")) if counts_now(row) else Words("ended", _("Past"))
    return {
        "waiting": Words("waiting", _("Waits for approval")),
        "declined": Words("ended", _("Declined")),
        "withdrawn": Words("ended", _("Taken back")),
    }[row.state]


def last_day(row: Any) -> date:
    """The last day on which it counts."""
    return timezone.localdate(row.valid.upper - timedelta(microseconds=1))


def manual_states() -> dict[str, str]:
    """The states by which a list of them is narrowed."""
    return {
        "waiting": _("Waits for approval"),
        "approved": _("Approved"),
        "declined": _("Declined"),
        "withdrawn": _("Taken back"),
    }
