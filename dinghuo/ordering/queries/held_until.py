"""Until when the goods of a cart are held at the checkout."""

from datetime import datetime
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.ordering.models import Cart
from dinghuo.ordering.permissions import PLACE


def held_until(actor: Actor, storefront_id: UUID) -> datetime | None:
    """Of the actor's own cart in a storefront; None where nothing is held, a moment past once it was. One statement."""
    require(actor, PLACE)
    mine = {"buyer_id": actor.organisation_id, "person_id": actor.person_id}
    carts = Cart.objects.filter(**mine, market_id=actor.market_id, storefront_id=storefront_id)
    return carts.values_list("held_until", flat=True).first()
