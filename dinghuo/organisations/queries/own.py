"""Who the actor is: its own person and organisation."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound


def own_person_id(actor: Actor) -> UUID:
    """The actor's person. Raises NotFound for the system, visitors and guests."""
    if actor.person_id is None:
        raise NotFound("person")
    return actor.person_id


def own_organisation_id(actor: Actor) -> UUID:
    """The organisation the actor acts for. Raises NotFound for the system, visitors and guests."""
    if actor.organisation_id is None:
        raise NotFound("organisation")
    return actor.organisation_id
