"""Frees what a cart holds at the checkout."""

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.steps.write_cart_holds import drop_cart_holds
from dinghuo.ordering.models import Cart


def let_go_cart(actor: Actor, cart: Cart) -> None:
    """Free what a locked cart holds; nothing is asked where it holds nothing."""
    if cart.held_until is not None:
        drop_cart_holds(actor, cart.id)
        cart.held_until = None
        cart.save(update_fields=["held_until"])
