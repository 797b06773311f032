"""Doesn't let a company join, and tells it why."""

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.outbound import send_sms
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import RegistrationRefused
from dinghuo.organisations.models import Registration
from dinghuo.organisations.states import RegistrationState
from dinghuo.organisations.steps.decide_registration import decide_registration
from dinghuo.organisations.steps.read_contact import read_text


def refuse_registration(actor: Actor, registration_id: UUID, reason: str) -> Registration:
    """Refuse a registration; the applicant gets the reason by text message and may register again.

    Raises NotFound, AlreadyDecided, and Invalid without a reason.
    """
    require(actor, "organisations.refuse_registration")
    faults = Faults()
    reason = read_text(faults, "reason", reason, 500)
    faults.raise_any()
    with acting(actor):
        asked = decide_registration(actor, registration_id, RegistrationState.REFUSED, reason)
        record(actor, RegistrationRefused(asked.id, asked.company), reason)
        with translation.override(asked.language or None):
            text = _("%(company)s can't be admitted yet: %(reason)s You may register again.")
            send_sms(actor.market_id, asked.phone, text % {"company": asked.company, "reason": reason})
    return asked
