"""Books money that has come in for an order."""

from django.utils.translation import gettext as _

from dinghuo.billing.errors import AlreadyDecided
from dinghuo.billing.models import Payment
from dinghuo.billing.states import PaymentState
from dinghuo.billing.steps.payment_events import received_event
from dinghuo.billing.steps.take_payment import take_payment
from dinghuo.billing.steps.write_payment import PaymentRequest, check_payment, same_payment, write_payment
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.steps.lock_order import lock_order

__all__ = ["PaymentRequest", "receive_payment"]

PERMISSION = "billing.claim_payment"


def receive_payment(actor: Actor, number: str, request: PaymentRequest) -> Payment:
    """Book a payment for an order that was found at the bank, whether the buyer has reported it or not.

    The seller's or the operator's to do. A reported payment with the same reference and amount is the one
    that was found. It pays the order's invoices, oldest first; the rest is kept for the order, and what the
    order can't use is the buyer's prepaid balance. Raises NotAllowed, NotFound, Invalid with every fault,
    AlreadyDecided.
    """
    require(actor, PERMISSION, request.amount)
    with acting(actor):
        order, lines = lock_order(actor, number)
        if actor.organisation_id != order.seller_id and actor.scope != "market":
            raise NotAllowed(PERMISSION)
        check_payment(order, request)
        payment = same_payment(order, request) or write_payment(actor, order, request)
        if payment.state == PaymentState.RECEIVED:
            raise AlreadyDecided(
                _("This money is booked already as %(number)s.") % {"number": payment.number},
                instead={"state": payment.state, "payment": payment.number},
            )
        allocated = take_payment(actor, payment, order, lines)
        record(actor, received_event(payment, allocated), request.note)
        return payment
