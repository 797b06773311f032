"""How long orders have waited for the seller, and from when on that is too long."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.foundation.clock import now
from dinghuo.web.shared.order_words import Words

#: A dealer who hears nothing for a working day calls somebody else.
ANSWER_HOURS = 24


def late_before() -> datetime:
    """What was placed before this has waited too long for its answer."""
    return now() - timedelta(hours=ANSWER_HOURS)


def waiting_of(order: Any) -> Words:
    """How long an order has waited for its answer."""
    waited = now() - order.placed_at
    hours = int(waited.total_seconds() // 3600)
    if hours >= ANSWER_HOURS:
        days, rest = divmod(hours, 24)
        if days > 1:
            words = ngettext("Late: waits %(count)s day", "Late: waits %(count)s days", days) % {
                "count": days
            }
        else:
            words = _("Late: waits %(hours)s h") % {"hours": days * 24 + rest}
        return Words("needs-you", words)
    left = ANSWER_HOURS - hours
    return Words("waiting", _("%(hours)s h left") % {"hours": left})
