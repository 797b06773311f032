"""Finds or opens a person's cart, locked."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.ordering.models import Cart


def cart_of(actor: Actor, storefront_id: UUID) -> dict[str, UUID | None]:
    """What tells the actor's cart in a storefront from others of the market."""
    return {
        "buyer_id": actor.organisation_id,
        "person_id": actor.person_id,
        "storefront_id": storefront_id,
    }


def open_cart(actor: Actor, storefront_id: UUID) -> Cart:
    """The actor's cart in a storefront, locked until the transaction ends; two first visits at once open one cart."""
    where = {"market_id": actor.market_id} | cart_of(actor, storefront_id)
    Cart.objects.bulk_create([Cart(**where)], ignore_conflicts=True)
    return Cart.objects.select_for_update().get(**where)
