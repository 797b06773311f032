"""Says that the money of a reported payment was not found."""

from django.utils.translation import gettext as _

from dinghuo.billing.events import PaymentRefused
from dinghuo.billing.models import Payment
from dinghuo.billing.states import PaymentState
from dinghuo.billing.steps.lock_payment import lock_payment
from dinghuo.billing.steps.payment_events import payment_event
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting

PERMISSION = "billing.refuse_payment"


def refuse_payment(actor: Actor, number: str, reason: str) -> Payment:
    """Refuse a reported payment; the buyer hears why. Raises NotAllowed, NotFound, Invalid, AlreadyDecided."""
    require(actor, PERMISSION)
    faults = Faults()
    if not reason.strip():
        faults.add("reason", "required", _("Say why, so that the buyer can act on it."))
    elif len(reason) > 300:
        faults.add("reason", "too-long", _("This has at most %(longest)s characters.") % {"longest": 300})
    with acting(actor):
        payment, _order, _lines = lock_payment(actor, number, PERMISSION, PaymentState.REFUSED)
        faults.raise_any()
        payment.state = PaymentState.REFUSED
        payment.reason = reason.strip()
        payment.decided_at = now()
        payment.decided_by_id = actor.person_id
        payment.decided_by_name = actor.person_name
        payment.save(update_fields=["state", "reason", "decided_at", "decided_by_id", "decided_by_name"])
        record(actor, payment_event(PaymentRefused, payment), reason)
        return payment
