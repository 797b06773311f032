"""Takes an authenticator app into use: its first code proves that it knows the secret."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.errors import WrongCode
from dinghuo.organisations.events import FactorAdded
from dinghuo.organisations.models import Authenticator
from dinghuo.organisations.queries.people import own_person
from dinghuo.organisations.states import OpenedBy
from dinghuo.organisations.steps.close_sessions import close_sessions
from dinghuo.organisations.steps.mark_session import mark_session
from dinghuo.organisations.steps.second_factor.check_factor import use_app_code
from dinghuo.organisations.steps.second_factor.count_codes import count_codes, forget_codes
from dinghuo.organisations.steps.second_factor.new_recovery import new_recovery


def confirm_app(actor: Actor, code: str, session_id: UUID | None = None) -> list[str]:
    """Ask for the app's code from now on; returns the recovery codes, which nobody can show again.

    Every other device is signed out: it was opened by the password alone. Raises WrongCode and TooManyAttempts.
    """
    require(actor, "organisations.confirm_app")
    with acting(actor):
        person = own_person(actor)
    count_codes(person.id)
    with acting(actor):
        if not use_app_code(person, code, confirmed=False):
            raise WrongCode(_("This isn't the code that your app shows now. Wait for the next one."))
        Authenticator.objects.filter(market_id=actor.market_id, person=person).update(confirmed_at=now())
        codes = new_recovery(person)
        close_sessions(actor.market_id, person.id, but=session_id)
        mark_session(person, session_id, OpenedBy.APP)
        record(actor, FactorAdded(person.id, person.name, data={"factor": "app"}))
    forget_codes(person.id)
    return codes
