"""Lets the buyer's approver say no to an order: what it held is free again."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.approve_order import check_approver
from dinghuo.ordering.events import OrderApprovalRefused
from dinghuo.ordering.models import Order
from dinghuo.ordering.permissions import APPROVE
from dinghuo.ordering.states import Approval
from dinghuo.ordering.steps.cancel_open import cancel_open
from dinghuo.ordering.steps.lock_order import lock_order


def refuse_approval(actor: Actor, number: str, reason: str) -> Order:
    """Refuse an order that waits for approval. Needs a reason; the order is cancelled."""
    require(actor, APPROVE)
    faults = Faults()
    if not reason.strip():
        faults.add("reason", "required", _("Say why, so that the buyer knows what to change."))
    faults.raise_any()
    with acting(actor):
        order, lines = lock_order(actor, number)
        check_approver(actor, order)
        order.approval = Approval.REFUSED
        cancel_open(actor, order, lines, reason)
        record(
            actor, OrderApprovalRefused(order.id, order.number, (order.buyer_id, order.seller_id)), why=reason
        )
        return order
