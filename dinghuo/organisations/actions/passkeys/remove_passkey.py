"""Takes one of one's passkeys out of use, because the device is sold or lost."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import FactorRemoved
from dinghuo.organisations.models import Passkey
from dinghuo.organisations.queries.people import own_person
from dinghuo.organisations.steps.second_factor.prove_first import prove_first


def remove_passkey(actor: Actor, passkey_id: UUID, session_id: UUID | None) -> None:
    """It opens nothing any more. Raises NotFound for somebody else's, and ProveFirst."""
    require(actor, "organisations.remove_passkey")
    with acting(actor):
        person = own_person(actor)
        passkey = Passkey.objects.filter(market_id=actor.market_id, person=person, id=passkey_id).first()
        if passkey is None:
            raise NotFound(f"passkey {passkey_id}")
        prove_first(person, session_id)
        passkey.delete()
        data = {"factor": "passkey", "name": passkey.name, "how": "own"}
        record(actor, FactorRemoved(person.id, person.name, data=data))
