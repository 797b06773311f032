"""Notes that a device is in use."""

from datetime import timedelta
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Session
from dinghuo.organisations.queries.own import own_person_id
from dinghuo.organisations.rules.limits import SEEN_SECONDS


def touch_session(actor: Actor, session_id: UUID) -> bool:
    """Keep that the actor's own session is in use; at most once in five minutes, of many requests at once by one."""
    require(actor, "organisations.touch_session")
    with acting(actor):
        at = now()
        stale = Session.objects.filter(
            market_id=actor.market_id,
            person_id=own_person_id(actor),
            id=session_id,
            seen_at__lt=at - timedelta(seconds=SEEN_SECONDS),
        )
        return bool(stale.update(seen_at=at))
