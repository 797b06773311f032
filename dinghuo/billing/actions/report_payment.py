"""Notes that a buyer says it has paid for an order."""

from django.utils.translation import gettext as _

from dinghuo.billing.errors import AlreadyDecided
from dinghuo.billing.events import PaymentReported
from dinghuo.billing.models import Payment
from dinghuo.billing.steps.payment_events import payment_event
from dinghuo.billing.steps.write_payment import PaymentRequest, check_payment, same_payment, write_payment
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.steps.lock_order import lock_order

__all__ = ["PaymentRequest", "report_payment"]

PERMISSION = "billing.report_payment"


def report_payment(actor: Actor, number: str, request: PaymentRequest) -> Payment:
    """Write down a payment for an order; it counts once the seller's or the operator's finance finds the
    money.

    The buyer's to do, or the operator's for the buyer. The same reference and amount told again is the same
    money. Raises NotAllowed, NotFound, Invalid with every fault, AlreadyDecided where that money was
    received already.
    """
    require(actor, PERMISSION)
    with acting(actor):
        order, _lines = lock_order(actor, number)
        if actor.organisation_id != order.buyer_id and actor.scope != "market":
            raise NotAllowed(PERMISSION)
        check_payment(order, request)
        known = same_payment(order, request)
        if known is not None and known.decided_at:
            raise AlreadyDecided(
                _("This money is booked already as %(number)s.") % {"number": known.number},
                instead={"state": known.state, "payment": known.number},
            )
        if known is not None:
            return known
        payment = write_payment(actor, order, request)
        record(actor, payment_event(PaymentReported, payment), request.note)
        return payment
