"""Says that what a seller's sheet describes isn't the article that has its barcode."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.models import OfferProposal
from dinghuo.catalogue.permissions import MERGE_GOODS
from dinghuo.catalogue.states import ProposalState
from dinghuo.catalogue.steps.lock_proposal import decide_proposal, lock_proposal
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.tenancy import acting

MOST = 300


def decline_proposal(actor: Actor, proposal_id: UUID, reason: str) -> OfferProposal:
    """Decline the proposed offer; the seller reads the reason. Raises NotFound, ProposalDecided, or Invalid without
    a reason."""
    require(actor, MERGE_GOODS)
    reason = reason.strip()
    if not reason or len(reason) > MOST or "\0" in reason:
        raise Invalid([Fault("reason", "required", _("Say why, in at most 300 characters."))])
    with acting(actor):
        proposal = lock_proposal(actor, proposal_id)
        decide_proposal(actor, proposal, ProposalState.DECLINED, reason)
        return proposal
