"""Changes one's own password."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import PasswordChanged
from dinghuo.organisations.queries.people import own_person
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.limits import SIGN_IN_BY_LOGIN
from dinghuo.organisations.steps.check_password import check_new_password
from dinghuo.organisations.steps.close_sessions import close_sessions
from dinghuo.organisations.steps.count_tries import count_tries, forget_tries, too_many


def change_password(actor: Actor, current: str, password: str, session_id: UUID | None = None) -> None:
    """Set a new password for whoever knows the present one; every other device is signed out.

    Raises TooManyAttempts, and Invalid with every fault.
    """
    require(actor, "organisations.change_password")
    with acting(actor):
        person = own_person(actor)
    tries = [(SIGN_IN_BY_LOGIN, str(person.id))]
    with acting(visitor()):
        wait = count_tries(tries)
    if wait:
        raise too_many(wait)
    faults = Faults()
    if not person.has_password(current):
        faults.add("current", "wrong", _("This isn't your present password."))
    check_new_password(faults, password, [person.name, person.phone, person.email, actor.organisation_name])
    faults.raise_any()
    person.set_password(password)
    with acting(visitor()):
        forget_tries(tries)
    with acting(actor):
        person.save(update_fields=["password"])
        close_sessions(actor.market_id, person.id, but=session_id)
        record(actor, PasswordChanged(person.id, person.name, data={"how": "own"}))
