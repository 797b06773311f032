"""Puts what takes the place of an article into the cart instead of it."""

from decimal import ROUND_CEILING, Decimal
from uuid import UUID

from dinghuo.catalogue.queries.find_goods import find_goods
from dinghuo.catalogue.queries.links import instead_of
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.set_cart_line import set_cart_line
from dinghuo.ordering.models import CartLine
from dinghuo.ordering.permissions import PLACE


def exchange_cart_line(actor: Actor, storefront_id: UUID, line_id: UUID) -> str:
    """Exchange a line of the actor's cart for the first article that takes its place; returns that one's SKU.

    In the same unit and quantity where it is sold by that unit, else in its usual unit, at least its minimum. Raises
    NotFound where the line isn't in the cart any more or nothing takes its place.
    """
    require(actor, PLACE)
    with acting(actor):
        rows = CartLine.objects.filter(
            market_id=actor.market_id,
            buyer_id=actor.organisation_id,
            cart__person=actor.person_id,
            cart__storefront_id=storefront_id,
            id=line_id,
        )
        line = rows.select_for_update(of=["self"]).first()
        found = instead_of(actor, storefront_id, [line.variant_id]) if line else {}
        if line is None or not found:
            raise NotFound("line")
        item = found[line.variant_id][0]
        goods = find_goods(actor, storefront_id, [item.sku])[item.sku]
        unit = line.unit if line.unit in goods.factors else goods.default_unit
        least = (goods.offers[0].minimum / goods.factors[unit]).to_integral_value(ROUND_CEILING)
        quantity = line.quantity if unit == line.unit else Decimal(1)
        set_cart_line(actor, storefront_id, item.sku, max(quantity, least), unit, add=True)
        rows.delete()
        return item.sku
