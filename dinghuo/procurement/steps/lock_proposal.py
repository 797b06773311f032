"""Finds a proposal and locks it, so that it can become an order only once."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.procurement.errors import ProposalClosed
from dinghuo.procurement.models import Proposal, ProposalLine
from dinghuo.procurement.states import ProposalState


def lock_proposal(actor: Actor, number: str) -> tuple[Proposal, list[ProposalLine]]:
    """An open proposal with its lines by position, locked until the transaction ends.

    Raises NotFound for somebody else's, ProposalClosed naming the order where there is one.
    """
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("owner", "seller", "warehouse")
    rows = rows.filter(market_id=actor.market_id, number=number)
    if actor.scope != "market":
        rows = rows.filter(owner_id=actor.organisation_id)
    proposal = rows.first()
    if proposal is None:
        raise NotFound(number)
    if proposal.state == ProposalState.ORDERED:
        told = _("%(number)s has been ordered already: %(order)s.")
        words = told % {"number": number, "order": proposal.order_number}
        raise ProposalClosed(words, instead={"order": proposal.order_number})
    if proposal.state != ProposalState.OPEN:
        raise ProposalClosed(_("%(number)s has been put aside.") % {"number": number})
    lines = ProposalLine.objects.filter(market_id=actor.market_id, proposal=proposal)
    return proposal, list(lines.select_related("variant__product").order_by("position"))
