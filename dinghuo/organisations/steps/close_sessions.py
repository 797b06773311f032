"""Closes a person's sessions."""

from uuid import UUID

from dinghuo.foundation.clock import now
from dinghuo.organisations.models import Session


def close_sessions(market_id: UUID, person_id: UUID, but: UUID | None = None) -> int:
    """Sign a person's devices out, all but one if it is given; returns how many there were."""
    rows = Session.objects.filter(market_id=market_id, person_id=person_id, revoked_at=None)
    if but is not None:
        rows = rows.exclude(id=but)
    return rows.update(revoked_at=now())
