"""Turns a proposal into a purchase order, once, through the same core as every order."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Fault, Invalid, NotAllowed
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.procurement.events import ProposalOrdered
from dinghuo.procurement.models import Proposal
from dinghuo.procurement.permissions import ORDER
from dinghuo.procurement.states import ProposalState
from dinghuo.procurement.steps.as_buyer import as_buyer
from dinghuo.procurement.steps.lock_proposal import lock_proposal


def order_proposal(actor: Actor, number: str, payment_method: str = "transfer") -> Proposal:
    """Place it as an order of the house that holds the stock, with the proposal's number as its reference.

    Ordered twice it is refused the second time (ProposalClosed names the order). Raises Invalid for no quantity at
    all, NotAllowed for another house's, and what placing an order raises: then the proposal stays open.
    """
    require(actor, ORDER)
    with acting(actor):
        proposal, lines = lock_proposal(actor, number)
        if proposal.owner_id != actor.organisation_id:
            raise NotAllowed(ORDER)
        wanted = [
            LineRequest(line.variant.sku, line.quantity, seller=proposal.seller.code)
            for line in lines
            if line.quantity
        ]
        if not wanted:
            told = _("Every line says zero. Enter how much, or put the proposal aside.")
            raise Invalid([Fault("lines", "required", told)])
        request = OrderRequest(wanted, payment_method, reference=proposal.number)
        [order] = place_order(as_buyer(actor), request).orders
        proposal.state, proposal.order_number = ProposalState.ORDERED.value, order.number
        proposal.closed_at, proposal.closed_by_name = now(), actor.person_name
        proposal.save()
        data = {"order": order.number, "seller": proposal.seller.name}
        record(actor, ProposalOrdered(proposal.id, proposal.number, [proposal.owner_id], data))
        return proposal
