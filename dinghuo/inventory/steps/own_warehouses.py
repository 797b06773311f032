"""The warehouses in which an actor may change stock."""

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import Warehouse


def own_warehouses(actor: Actor) -> dict[str, Warehouse]:
    """By key, the first to be emptied first: the organisation's own; all of them for who sees the whole market."""
    places = Warehouse.objects.filter(market_id=actor.market_id, is_active=True)
    if actor.scope != "market":
        places = places.filter(owner_id=actor.organisation_id)
    return {place.key: place for place in places.order_by("priority", "key")}
