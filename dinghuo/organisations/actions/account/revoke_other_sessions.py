"""Signs all of one's own devices out but the one in use."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import SessionsRevoked
from dinghuo.organisations.queries.people import own_person
from dinghuo.organisations.steps.close_sessions import close_sessions


def revoke_other_sessions(actor: Actor, session_id: UUID) -> int:
    """End the actor's sessions but this one; returns how many there were."""
    require(actor, "organisations.revoke_other_sessions")
    with acting(actor):
        person = own_person(actor)
        ended = close_sessions(actor.market_id, person.id, but=session_id)
        if ended:
            record(actor, SessionsRevoked(person.id, person.name, data={"count": ended}))
    return ended
