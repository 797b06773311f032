"""Gives an authenticator app up."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import FactorRemoved
from dinghuo.organisations.models import Authenticator, RecoveryCode
from dinghuo.organisations.steps.own_password import check_own_password
from dinghuo.organisations.steps.second_factor.prove_first import prove_first


def remove_app(actor: Actor, password: str, session_id: UUID | None) -> None:
    """Ask for no code any more; the recovery codes are void as well.

    Where a role asks for a second factor and there is no passkey, the next sign-in leads to setting one up again.
    Raises TooManyAttempts, Invalid for a wrong password, ProveFirst, NotFound without an app.
    """
    require(actor, "organisations.remove_app")
    faults = Faults()
    person = check_own_password(actor, faults, password)
    faults.raise_any()
    with acting(actor):
        prove_first(person, session_id)
        gone, _counts = Authenticator.objects.filter(market_id=actor.market_id, person=person).delete()
        if not gone:
            raise NotFound("authenticator")
        RecoveryCode.objects.filter(market_id=actor.market_id, person=person).delete()
        record(actor, FactorRemoved(person.id, person.name, data={"factor": "app", "how": "own"}))
