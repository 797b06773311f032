"""What promotions and codes take off a cart as it stands."""

from collections.abc import Sequence
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.ordering.queries.cart_freight import cart_freight_left
from dinghuo.ordering.queries.cart_sheet import CartRow
from dinghuo.ordering.queries.ordered_before import ordered_before
from dinghuo.promotions.queries.find_offers import (
    Line,
    Outcome,
    Room,
    Shopper,
    find_offers,
    no_freight,
)


def cart_discounts(
    actor: Actor, storefront_id: UUID, currency: str, rows: Sequence[CartRow], codes: Sequence[str]
) -> Outcome:
    """What the priced rows would get if they were ordered now, by their lines' ids. One statement, perhaps one more for
    what is for first orders, and two for what frees freight."""
    if actor.organisation_id is None:
        return Outcome()
    shopper = Shopper(actor.organisation_id, storefront_id, "standard", currency)
    goods = [(row.line.variant_id, row.line.seller_id) for row in rows]
    offers = find_offers(actor, [shopper], goods, codes, now())()
    if not offers and not codes:
        return Outcome()
    if offers.firsts:
        offers = offers.without(ordered_before(actor, offers.firsts))
    lines = [
        Line(
            key=row.line.id,
            seller_id=row.line.seller_id,
            variant_id=row.line.variant_id,
            units=row.base_quantity,
            amount=row.price.extended,
            closed=bool(row.goods and row.goods.kit) or row.price.list_id in offers.closed,
        )
        for row in rows
        if row.price is not None
    ]
    freight = (
        cart_freight_left(actor, actor.organisation_id, storefront_id, currency, rows)
        if offers.free_freight
        else no_freight
    )
    return offers.outcome(shopper, lines, codes, Room(), freight)
