"""Lets the other side accept a proposed change: the order is changed."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.events import ChangeAccepted, OrderCancelled
from dinghuo.ordering.models import OrderChange
from dinghuo.ordering.permissions import CHANGE
from dinghuo.ordering.states import ChangeState
from dinghuo.ordering.steps.apply_change import apply_change
from dinghuo.ordering.steps.cancel_open import cancel_open
from dinghuo.ordering.steps.lock_change import lock_change
from dinghuo.ordering.steps.lock_order import lock_order


def accept_change(actor: Actor, change_id: UUID) -> OrderChange:
    """Apply a change that the other side proposed. Raises StaleVersion if the order was changed since, and whatever
    stands against it now (OutOfStock, CreditExceeded). A larger total waits for the buyer's approver again."""
    require(actor, CHANGE)
    with acting(actor):
        change = lock_change(actor, change_id)
        order, lines = lock_order(actor, order_id=change.order_id, version=_version_expected(change))
        parties = (order.buyer_id, order.seller_id)
        if change.actions == [{"kind": "cancel"}]:
            cancel_open(actor, order, lines, change.reason)
            record(actor, OrderCancelled(order.id, order.number, parties), why=change.reason)
        else:
            apply_change(
                actor,
                order,
                lines,
                change.actions,
                reason=change.reason,
                by_seller=change.proposer_id != order.buyer_id,
            )
        change.state = ChangeState.ACCEPTED
        change.decided_at = now()
        change.decided_by = actor.person_name
        change.save(update_fields=["state", "decided_at", "decided_by"])
        record(
            actor,
            ChangeAccepted(order.id, order.number, parties, {"change": str(change.id)}),
            why=change.reason,
        )
        return change


def _version_expected(change: OrderChange) -> int | None:
    # A cancellation takes whatever is left at the time; anything else was agreed on one version.
    return None if change.actions == [{"kind": "cancel"}] else change.base_version
