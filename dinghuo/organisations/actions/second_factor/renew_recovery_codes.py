"""Makes new recovery codes, when the old ones are used up or may have been seen."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import FactorAdded
from dinghuo.organisations.steps.own_password import check_own_password
from dinghuo.organisations.steps.second_factor.check_factor import has_app
from dinghuo.organisations.steps.second_factor.new_recovery import new_recovery
from dinghuo.organisations.steps.second_factor.prove_first import prove_first


def renew_recovery_codes(actor: Actor, password: str, session_id: UUID | None) -> list[str]:
    """Ten new codes; the ones before are void. Raises TooManyAttempts, Invalid, ProveFirst, NotFound without an app."""
    require(actor, "organisations.renew_recovery_codes")
    faults = Faults()
    person = check_own_password(actor, faults, password)
    faults.raise_any()
    with acting(actor):
        prove_first(person, session_id)
        if not has_app(person):
            raise NotFound("authenticator")
        record(actor, FactorAdded(person.id, person.name, data={"factor": "recovery"}))
        return new_recovery(person)
