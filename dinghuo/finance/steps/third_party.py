"""Lets a step reach a credit line that belongs to neither side of the document at hand."""

from contextlib import AbstractContextManager, nullcontext

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting


def third_party(actor: Actor) -> AbstractContextManager[None]:
    """Act as the market for a moment: a supplier who ships moves credit that the operator gave the buyer.

    Only steps use it, on rows found by a document that the caller has already seen as itself.
    """
    return (
        nullcontext() if actor.scope == "market" else acting(Actor.system(actor.market_id, actor.person_name))
    )
