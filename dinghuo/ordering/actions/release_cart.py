"""Lets go of what a cart holds: who leaves the checkout leaves the goods to others."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import Cart
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.steps.let_go_cart import let_go_cart
from dinghuo.ordering.steps.open_cart import cart_of


def release_cart(actor: Actor, storefront_id: UUID) -> None:
    """Free what the actor's cart holds, if it does."""
    require(actor, PLACE)
    with acting(actor):
        carts = Cart.objects.select_for_update().filter(
            market_id=actor.market_id, held_until__isnull=False, **cart_of(actor, storefront_id)
        )
        for cart in carts:
            let_go_cart(actor, cart)
