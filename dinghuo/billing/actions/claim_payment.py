"""Confirms that the money of a reported payment has been found."""

from dinghuo.billing.models import Payment
from dinghuo.billing.states import PaymentState
from dinghuo.billing.steps.lock_payment import lock_payment
from dinghuo.billing.steps.payment_events import received_event
from dinghuo.billing.steps.take_payment import take_payment
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting

PERMISSION = "billing.claim_payment"


def claim_payment(actor: Actor, number: str, note: str = "") -> Payment:
    """Count a reported payment (PY-...) as received: it pays the order's invoices, oldest first, then is
    kept ahead.

    The seller's or the operator's finance does it, up to the grant's limit. Raises NotAllowed, NotFound,
    AlreadyDecided.
    """
    require(actor, PERMISSION)
    with acting(actor):
        payment, order, lines = lock_payment(actor, number, PERMISSION, PaymentState.RECEIVED)
        require(actor, PERMISSION, payment.amount)
        allocated = take_payment(actor, payment, order, lines)
        record(actor, received_event(payment, allocated), note)
        return payment
