"""Takes planned price changes back before their time, or drops those that were never published."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.errors import DraftInForce
from dinghuo.pricing.events import DraftUndone
from dinghuo.pricing.models import PriceDraft
from dinghuo.pricing.permissions import SUBMIT_DRAFT
from dinghuo.pricing.states import DraftState
from dinghuo.pricing.steps.drafts.lock_draft import lock_draft
from dinghuo.pricing.steps.drafts.undo_draft import take_out


def undo_draft(actor: Actor, number: str) -> PriceDraft:
    """Put the list back as it was. Raises NotFound, DraftElsewhere, DraftInForce once the prices count, or where they
    have been changed since."""
    require(actor, SUBMIT_DRAFT)
    at = now()
    with acting(actor):
        draft = lock_draft(actor, number, {DraftState.DRAFT, DraftState.WAITING, DraftState.PUBLISHED})
        if draft.state == DraftState.PUBLISHED.value:
            if draft.starts_at is None or draft.starts_at <= at:
                raise DraftInForce(_("These prices count already. Plan a new change instead."))
            take_out(actor, draft)
        draft.state = DraftState.UNDONE.value
        draft.decided_at, draft.decided_by_name = at, actor.person_name
        draft.save()
        record(actor, DraftUndone(draft.id, number, [draft.list.seller_id], {"list": draft.list.key}))
        return draft
