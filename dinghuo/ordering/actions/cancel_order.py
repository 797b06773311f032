"""Cancels an order, as far as it hasn't been shipped."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.errors import NothingToDo
from dinghuo.ordering.events import CancellationRequested, OrderCancelled
from dinghuo.ordering.models import Order, OrderChange, OrderLine
from dinghuo.ordering.permissions import CANCEL
from dinghuo.ordering.states import ChangeState
from dinghuo.ordering.steps.cancel_open import cancel_open
from dinghuo.ordering.steps.lock_order import lock_order


def cancel_order(actor: Actor, number: str, reason: str) -> Order:
    """Cancel what has not been shipped. Needs a reason.

    Before the seller has answered, the buyer cancels at once. After that the seller has bought or picked for it, so
    the buyer's wish becomes a proposed change that the seller accepts or declines (semantics 4.2). The seller, and
    the operator for either, cancels at once.
    """
    require(actor, CANCEL)
    faults = Faults()
    if not reason.strip():
        faults.add("reason", "required", _("Say why, so that the other side understands."))
    faults.raise_any()
    with acting(actor):
        order, lines = lock_order(actor, number)
        if not any(line.counters.unshipped for line in lines):
            raise NothingToDo(_("Nothing is left to cancel: it is shipped, refused or cancelled already."))
        if actor.organisation_id == order.buyer_id and any(line.confirmed for line in lines):
            _ask_seller(actor, order, lines, reason)
        else:
            cancel_open(actor, order, lines, reason)
            record(
                actor, OrderCancelled(order.id, order.number, (order.buyer_id, order.seller_id)), why=reason
            )
        return order


def _ask_seller(actor: Actor, order: Order, lines: list[OrderLine], reason: str) -> None:
    if order.cancel_requested:
        raise NothingToDo(_("The seller has been asked to cancel already."))
    order.cancel_requested = True
    order.save(update_fields=["cancel_requested"])
    OrderChange.objects.create(
        market_id=order.market_id,
        order=order,
        buyer_id=order.buyer_id,
        seller_id=order.seller_id,
        proposer_id=order.buyer_id,
        person_id=actor.person_id,
        person_name=actor.person_name,
        base_version=order.version,
        actions=[{"kind": "cancel"}],
        reason=reason[:300],
        state=ChangeState.PROPOSED,
    )
    record(
        actor, CancellationRequested(order.id, order.number, (order.buyer_id, order.seller_id)), why=reason
    )
