"""Lets a step reach credit and money that aren't the actor's own, for a document the actor may handle."""

from contextlib import AbstractContextManager, nullcontext
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting


def third_party(actor: Actor, *parties: UUID) -> AbstractContextManager[None]:
    """Act as the market for a moment: a supplier who ships moves credit that the operator gave the buyer.

    Nothing changes for whoever sees the market anyway, or is one of the `parties` that see the rows. Only
    steps use it, on rows found by a document that the caller has already seen as itself.
    """
    if actor.scope == "market" or actor.organisation_id in parties:
        return nullcontext()
    return acting(Actor.system(actor.market_id, actor.person_name))
