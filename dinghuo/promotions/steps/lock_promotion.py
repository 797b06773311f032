"""Finds a promotion of the actor's own and locks it."""

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.promotions.models import Promotion


def lock_promotion(actor: Actor, key: str) -> Promotion:
    """The promotion, locked until the transaction ends. Raises NotFound for somebody else's, except to who sees all."""
    found = maybe_promotion(actor, key)
    if found is None:
        raise NotFound(key)
    return found


def maybe_promotion(actor: Actor, key: str) -> Promotion | None:
    """The same, None where no promotion has the key."""
    rows = Promotion.objects.filter(market_id=actor.market_id, key=key.replace("\0", ""))
    found = rows.select_for_update(no_key=True).first()
    if found and actor.scope != "market" and found.owner_id != actor.organisation_id:
        raise NotFound(key)
    return found
