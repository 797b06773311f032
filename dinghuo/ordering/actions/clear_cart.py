"""Empties the cart, or takes out what was ordered."""

from collections.abc import Collection
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import CartLine
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.steps.let_go_cart import let_go_cart
from dinghuo.ordering.steps.open_cart import open_cart


def clear_cart(actor: Actor, storefront_id: UUID, line_ids: Collection[UUID] | None = None) -> None:
    """Take out these lines, or all of them. What the cart held at the checkout is let go."""
    require(actor, PLACE)
    with acting(actor):
        cart = open_cart(actor, storefront_id)
        let_go_cart(actor, cart)
        lines = CartLine.objects.filter(market_id=actor.market_id, cart=cart)
        if line_ids is not None:
            lines = lines.filter(id__in=line_ids)
        lines.delete()
