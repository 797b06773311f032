"""Lets the other side decline a proposed change, or its proposer take it back."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.events import ChangeDeclined
from dinghuo.ordering.models import OrderChange
from dinghuo.ordering.permissions import CHANGE
from dinghuo.ordering.states import ChangeState
from dinghuo.ordering.steps.lock_change import lock_change
from dinghuo.ordering.steps.lock_order import lock_order


def decline_change(actor: Actor, change_id: UUID, reason: str = "") -> OrderChange:
    """Decline or withdraw a proposed change; the order stays as it is."""
    require(actor, CHANGE)
    with acting(actor):
        change = lock_change(actor, change_id, own=True)
        order, _lines = lock_order(actor, order_id=change.order_id)
        change.state = ChangeState.DECLINED
        change.decided_at = now()
        change.decided_by = actor.person_name
        change.decision_reason = reason[:300]
        change.save(update_fields=["state", "decided_at", "decided_by", "decision_reason"])
        if order.cancel_requested and change.actions == [{"kind": "cancel"}]:
            order.cancel_requested = False
            order.save(update_fields=["cancel_requested"])
        record(
            actor,
            ChangeDeclined(
                order.id, order.number, (order.buyer_id, order.seller_id), {"change": str(change.id)}
            ),
            why=reason,
        )
        return change
