"""Lets the buyer's approver agree to an order, so that the seller may answer it."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.record import record
from dinghuo.foundation.states import WrongState
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.errors import SelfApproval
from dinghuo.ordering.events import OrderApproved
from dinghuo.ordering.models import Order
from dinghuo.ordering.permissions import APPROVE
from dinghuo.ordering.states import Approval
from dinghuo.ordering.steps.lock_order import lock_order
from dinghuo.ordering.steps.settle_lines import settle_order


def approve_order(actor: Actor, number: str, note: str = "") -> Order:
    """Approve an order that waits. The approver is of the buyer's house, isn't who placed it, and may approve up to
    the order's total (NotAllowed above it)."""
    require(actor, APPROVE)
    with acting(actor):
        order, lines = lock_order(actor, number)
        check_approver(actor, order)
        require(actor, APPROVE, amount=order.total)
        order.approval = Approval.APPROVED
        settle_order(order, lines)
        record(actor, OrderApproved(order.id, order.number, (order.buyer_id, order.seller_id)), why=note)
        return order


def check_approver(actor: Actor, order: Order) -> None:
    """Refuse whoever can't decide on this order's approval."""
    if actor.organisation_id != order.buyer_id:
        raise NotAllowed(APPROVE)
    if order.approval != Approval.PENDING:
        words = {
            Approval.APPROVED: _("This order has been approved already."),
            Approval.REFUSED: _("This order's approval has been refused already."),
        }
        told = words.get(Approval(order.approval), _("This order doesn't wait for approval."))
        raise WrongState(told, instead={"approval": order.approval})
    if actor.person_id == order.placed_by_id:
        raise SelfApproval(_("You placed this order yourself. Somebody else has to approve it."))
