"""Goes on as a member of another of one's own organisations."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Session
from dinghuo.organisations.queries.actors import actor_for_membership
from dinghuo.organisations.queries.own import own_person_id
from dinghuo.organisations.queries.people import own_memberships


def switch_membership(actor: Actor, session_id: UUID, membership_id: UUID) -> Actor:
    """Let the session act for another organisation of the same person; returns the actor it now is.

    Raises NotFound for a membership that isn't the person's own, or whose organisation is closed.
    """
    require(actor, "organisations.switch_membership")
    with acting(actor):
        if membership_id not in {membership.id for membership in own_memberships(actor)}:
            raise NotFound(f"membership {membership_id}")
        moved = Session.objects.filter(
            market_id=actor.market_id, person_id=own_person_id(actor), id=session_id, revoked_at=None
        ).update(membership_id=membership_id)
        if not moved:
            raise NotFound(f"session {session_id}")
        return actor_for_membership(membership_id)
