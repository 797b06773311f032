"""Signs the device out that is in use."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Session
from dinghuo.organisations.queries.own import own_person_id


def sign_out(actor: Actor, session_id: UUID) -> None:
    """End the actor's own session; nothing happens if it has ended."""
    require(actor, "organisations.sign_out")
    with acting(actor):
        Session.objects.filter(
            market_id=actor.market_id, person_id=own_person_id(actor), id=session_id, revoked_at=None
        ).update(revoked_at=now())
