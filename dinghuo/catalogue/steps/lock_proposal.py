"""Locks a proposed offer that is to be decided on."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.errors import ProposalDecided
from dinghuo.catalogue.events import OfferProposalDecided
from dinghuo.catalogue.models import OfferProposal
from dinghuo.catalogue.states import ProposalState
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record


def lock_proposal(actor: Actor, proposal_id: UUID) -> OfferProposal:
    """The offer that waits. Raises NotFound, ProposalDecided."""
    rows = OfferProposal.objects.select_for_update(of=("self",)).select_related("variant__product", "seller")
    proposal = rows.filter(market_id=actor.market_id, id=proposal_id).first()
    if proposal is None:
        raise NotFound(str(proposal_id))
    if proposal.state != ProposalState.WAITING.value:
        raise ProposalDecided(_("This offer has been decided on, or taken back, already."))
    return proposal


def decide_proposal(actor: Actor, proposal: OfferProposal, state: ProposalState, why: str = "") -> None:
    """Write what was decided."""
    proposal.state, proposal.reason = state.value, why
    proposal.decided_at, proposal.decided_by = now(), actor.person_name
    proposal.save()
    data = {
        "seller": str(proposal.seller_id),
        "sku": proposal.variant.sku,
        "name": proposal.variant.name,
        "names": proposal.variant.names,
        "own": proposal.sku,
        "accepted": state is ProposalState.ACCEPTED,
    }
    record(actor, OfferProposalDecided(proposal.id, proposal.sku, [proposal.seller_id], data), why)
