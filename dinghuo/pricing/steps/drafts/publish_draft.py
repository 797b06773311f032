"""Puts a set of price changes into its list, for their time."""

from datetime import datetime

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.record import record
from dinghuo.foundation.statements import beside, fetch
from dinghuo.pricing.events import DraftPublished
from dinghuo.pricing.models import PriceDraft
from dinghuo.pricing.states import DraftState
from dinghuo.pricing.steps.check_bands import check_draft_bands

PUBLISH = beside(__file__)


def publish_draft(actor: Actor, draft: PriceDraft, now: datetime) -> int:
    """Write the changes; a beginning that has passed is now. Returns how many prices change. The list is locked.

    Raises Invalid where its time is over, or a price is outside the list's band by now. One
    statement for the prices, however many.
    """
    starts = max(draft.starts_at or now, now)
    if draft.ends_at is not None and draft.ends_at <= starts:
        raise Invalid([Fault("ends_at", "past", _("The time of these changes is over."))])
    check_draft_bands(actor, draft.list, draft.id, starts)
    changed: int = fetch(
        PUBLISH,
        {
            "market": actor.market_id,
            "draft": draft.id,
            "list": draft.list_id,
            "starts": starts,
            "ends": draft.ends_at,
        },
    )[0][0]
    draft.starts_at, draft.state = starts, DraftState.PUBLISHED.value
    draft.decided_at, draft.decided_by_name = now, actor.person_name
    draft.save()
    data = {"list": draft.list.key, "prices": changed, "starts_at": starts.isoformat()}
    record(actor, DraftPublished(draft.id, draft.number, [draft.list.seller_id], data))
    return changed
