"""Holds the quantities that a buyer asks to change against the packing of the goods, as for a new order."""

from collections.abc import Sequence

from dinghuo.catalogue.queries.find_goods import find_goods
from dinghuo.catalogue.queries.qualifications.not_for_sale import not_for_sale
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import named
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.rules.change import ChangeAction
from dinghuo.ordering.steps.check_packing import check_packing


def check_resized(
    actor: Actor, order: Order, lines: Sequence[OrderLine], actions: Sequence[ChangeAction]
) -> None:
    """Raise Invalid with a fault for every new quantity that the seller doesn't sell. A quantity that stays isn't
    asked about again, nor is one of goods that have gone from the shelf since. Less is always possible, more only
    of what is for sale today."""
    by_position = {line.position: line for line in lines}
    wanted = [
        (action, by_position[action.line])
        for action in actions
        if action.kind == "quantity" and action.line is not None and action.quantity
    ]
    # What a kit holds isn't sold in a packing of its own.
    changed = [
        (action, line) for action, line in wanted if action.quantity != line.quantity and line.kit is None
    ]
    if not changed:
        return
    shelf = find_goods(actor, order.storefront_id, [line.sku for _action, line in changed], order.buyer_id)
    governed = [
        (line.variant_id, order.seller_id)
        for _action, line in changed
        if line.sku in shelf and shelf[line.sku].governed
    ]
    hindered = not_for_sale(actor, governed, order.buyer_id)
    faults = Faults()
    for action, line in changed:
        goods = shelf.get(line.sku)
        offers = goods.offers if goods and line.unit in goods.factors else []
        offer = next((offer for offer in offers if offer.seller_id == order.seller_id), None)
        if goods and offer and action.quantity:
            at, base = f"actions.{action.index}.quantity", action.quantity * line.factor
            check_packing(faults, at, goods, offer, line.unit, base)
            hindrance = hindered.get((line.variant_id, order.seller_id))
            if hindrance and action.quantity > line.quantity:
                faults.add(at, "not-for-sale", f"{named(line)}: {hindrance}")
    faults.raise_any()
