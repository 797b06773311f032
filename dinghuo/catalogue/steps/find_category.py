"""Finds the category that something is asked of."""

from dinghuo.catalogue.models import Category
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound


def find_category(actor: Actor, key: str) -> Category:
    """The category with this key. Raises NotFound."""
    found = Category.objects.filter(market_id=actor.market_id, key=key.replace("\0", "")).first()
    if found is None:
        raise NotFound(key)
    return found
