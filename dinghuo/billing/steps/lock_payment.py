"""Finds a payment and locks it together with its order, so that it is decided once."""

from django.utils.translation import gettext as _

from dinghuo.billing.errors import AlreadyDecided
from dinghuo.billing.models import Payment
from dinghuo.billing.states import PAYMENT_MOVES, PaymentState
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.steps.lock_order import lock_order


def lock_payment(
    actor: Actor, number: str, permission: str, then: PaymentState
) -> tuple[Payment, Order, list[OrderLine]]:
    """A payment that may still become `then`, its order and the order's lines, locked.

    Only the seller's people and the operator decide. Raises NotFound, NotAllowed, AlreadyDecided.
    """
    order_id = (
        Payment.objects.filter(market_id=actor.market_id, number=number)
        .values_list("order_id", flat=True)
        .first()
    )
    if order_id is None:
        raise NotFound(number)
    order, lines = lock_order(actor, order_id=order_id)
    if actor.organisation_id != order.seller_id and actor.scope != "market":
        raise NotAllowed(permission)
    payment = Payment.objects.select_for_update().get(market_id=actor.market_id, number=number)
    if payment.state == then or not PAYMENT_MOVES.may(PaymentState(payment.state), then):
        words = {
            PaymentState.RECEIVED: _("%(number)s was received already."),
            PaymentState.REFUSED: _(
                "%(number)s was refused already. If the money came after all, book it anew."
            ),
        }
        raise AlreadyDecided(
            words[PaymentState(payment.state)] % {"number": number}, instead={"state": payment.state}
        )
    return payment, order, lines
