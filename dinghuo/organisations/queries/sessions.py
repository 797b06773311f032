"""Finds the devices on which a person is signed in."""

from datetime import timedelta

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.organisations.models import Session
from dinghuo.organisations.queries.own import own_person_id
from dinghuo.organisations.rules.limits import SESSION_DAYS, SESSION_IDLE_DAYS


def sessions(actor: Actor) -> list[Session]:
    """The actor's own devices that are signed in, the last used first."""
    require(actor, "organisations.revoke_session")
    rows = Session.objects.filter(
        market_id=actor.market_id,
        person_id=own_person_id(actor),
        revoked_at=None,
        created_at__gt=now() - timedelta(days=SESSION_DAYS),
        seen_at__gt=now() - timedelta(days=SESSION_IDLE_DAYS),
    )
    return list(rows.select_related("membership__organisation").order_by("-seen_at"))
