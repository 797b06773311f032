"""Changes one's own password."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import PasswordChanged
from dinghuo.organisations.steps.check_password import check_new_password
from dinghuo.organisations.steps.close_sessions import close_sessions
from dinghuo.organisations.steps.own_password import check_own_password


def change_password(actor: Actor, current: str, password: str, session_id: UUID | None = None) -> None:
    """Set a new password for whoever knows the present one; every other device is signed out.

    Raises TooManyAttempts, and Invalid with every fault.
    """
    require(actor, "organisations.change_password")
    faults = Faults()
    person = check_own_password(actor, faults, current)
    check_new_password(faults, password, [person.name, person.phone, person.email, actor.organisation_name])
    faults.raise_any()
    person.set_password(password)
    with acting(actor):
        person.save(update_fields=["password"])
        close_sessions(actor.market_id, person.id, but=session_id)
        record(actor, PasswordChanged(person.id, person.name, data={"how": "own"}))
