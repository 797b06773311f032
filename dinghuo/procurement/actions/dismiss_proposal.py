"""Puts a proposal aside."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.procurement.events import ProposalDismissed
from dinghuo.procurement.models import Proposal
from dinghuo.procurement.permissions import ORDER
from dinghuo.procurement.states import ProposalState
from dinghuo.procurement.steps.lock_proposal import lock_proposal


def dismiss_proposal(actor: Actor, number: str, why: str = "") -> Proposal:
    """It won't be ordered; the next reckoning proposes again what is still needed. Raises NotFound, ProposalClosed."""
    require(actor, ORDER)
    with acting(actor):
        proposal, _lines = lock_proposal(actor, number)
        proposal.state = ProposalState.DISMISSED.value
        proposal.closed_at, proposal.closed_by_name = now(), actor.person_name
        proposal.save()
        record(actor, ProposalDismissed(proposal.id, proposal.number, [proposal.owner_id]), why)
        return proposal
