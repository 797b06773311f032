"""Sends a set of price changes back to who wrote it, with the reason."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.events import DraftRefused
from dinghuo.pricing.models import PriceDraft
from dinghuo.pricing.permissions import APPROVE_DRAFT
from dinghuo.pricing.states import DraftState
from dinghuo.pricing.steps.drafts.lock_draft import lock_draft


def refuse_draft(actor: Actor, number: str, reason: str) -> PriceDraft:
    """Make it a draft again. Raises NotFound, DraftElsewhere, Invalid without a reason."""
    require(actor, APPROVE_DRAFT)
    if not reason.strip() or len(reason) > 300 or "\0" in reason:
        raise Invalid([Fault("reason", "required", _("Say why, in at most 300 characters."))])
    with acting(actor):
        draft = lock_draft(actor, number, {DraftState.WAITING})
        draft.state, draft.reason = DraftState.DRAFT.value, reason.strip()
        draft.decided_at, draft.decided_by_name = now(), actor.person_name
        draft.save()
        record(actor, DraftRefused(draft.id, number, [draft.list.seller_id], {}), why=reason.strip())
        return draft
