"""Agrees to a set of price changes that waits for a second person, and publishes it."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.errors import DraftNeedsSecond
from dinghuo.pricing.models import PriceDraft
from dinghuo.pricing.permissions import APPROVE_DRAFT
from dinghuo.pricing.states import DraftState
from dinghuo.pricing.steps.drafts.lock_draft import lock_draft
from dinghuo.pricing.steps.drafts.publish_draft import publish_draft


def approve_draft(actor: Actor, number: str) -> PriceDraft:
    """Let the changes count at their time. Raises NotFound, DraftElsewhere, DraftNeedsSecond for who sent them in."""
    require(actor, APPROVE_DRAFT)
    with acting(actor):
        draft = lock_draft(actor, number, {DraftState.WAITING})
        if draft.submitted_by_id is not None and draft.submitted_by_id == actor.person_id:
            raise DraftNeedsSecond(_("You sent these changes in yourself. Somebody else has to agree."))
        publish_draft(actor, draft, now())
        return draft
