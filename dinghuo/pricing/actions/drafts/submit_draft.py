"""Publishes a set of price changes, or asks a second person to, where the seller wants that."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.errors import DraftEmpty
from dinghuo.pricing.events import DraftSubmitted
from dinghuo.pricing.models import PriceDraft, PriceReview
from dinghuo.pricing.permissions import SUBMIT_DRAFT
from dinghuo.pricing.states import DraftState
from dinghuo.pricing.steps.drafts.lock_draft import lock_draft
from dinghuo.pricing.steps.drafts.publish_draft import publish_draft


def submit_draft(actor: Actor, number: str) -> PriceDraft:
    """Let the changes count at their time; where the seller asks for a second person, they wait for one.

    Raises NotFound, DraftElsewhere, DraftEmpty, and Invalid where their time is over.
    """
    require(actor, SUBMIT_DRAFT)
    with acting(actor):
        draft = lock_draft(actor, number, {DraftState.DRAFT})
        if not draft.rows.exists():
            raise DraftEmpty(_("There is no change in it yet. Add some."))
        draft.submitted_by_id, draft.submitted_by_name = actor.person_id, actor.person_name
        if PriceReview.objects.filter(market_id=actor.market_id, seller_id=draft.list.seller_id).exists():
            draft.state, draft.reason = DraftState.WAITING.value, ""
            draft.save()
            record(actor, DraftSubmitted(draft.id, number, [draft.list.seller_id], {"list": draft.list.key}))
        else:
            publish_draft(actor, draft, now())
        return draft
