"""Signs another of one's own devices out."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import SessionsRevoked
from dinghuo.organisations.models import Session
from dinghuo.organisations.queries.own import own_person_id


def revoke_session(actor: Actor, session_id: UUID) -> None:
    """End one of the actor's own sessions. Raises NotFound for somebody else's, or one that has ended."""
    require(actor, "organisations.revoke_session")
    with acting(actor):
        ended = Session.objects.filter(
            market_id=actor.market_id, person_id=own_person_id(actor), id=session_id, revoked_at=None
        ).update(revoked_at=now())
        if not ended:
            raise NotFound(f"session {session_id}")
        record(actor, SessionsRevoked(own_person_id(actor), actor.person_name, data={"count": ended}))
