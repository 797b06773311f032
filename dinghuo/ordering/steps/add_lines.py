"""Adds the lines that a change asks for to an order."""

from collections.abc import Sequence
from decimal import Decimal

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.inventory.queries.displays import Displays
from dinghuo.inventory.steps.lock_incoming import lock_incoming
from dinghuo.inventory.steps.lock_supply import lock_supply
from dinghuo.inventory.steps.write_holds import write_holds
from dinghuo.inventory.steps.write_promises import write_promises
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.rules.change import ChangeAction
from dinghuo.ordering.rules.request import LineRequest
from dinghuo.ordering.states import URGENT
from dinghuo.ordering.steps.draft_orders import order_lines
from dinghuo.ordering.steps.find_buyer import purchase_of
from dinghuo.ordering.steps.need_life import need_life
from dinghuo.ordering.steps.price_drafts import price_drafts
from dinghuo.ordering.steps.read_lines import read_lines
from dinghuo.ordering.steps.reserve_drafts import goods_of, reserve_drafts, short_goods


def add_lines(
    actor: Actor, order: Order, lines: Sequence[OrderLine], actions: Sequence[ChangeAction]
) -> list[OrderLine]:
    """Price, reserve and write the lines to add, from the order's own seller, at today's prices."""
    if not actions:
        return []
    purchase = purchase_of(actor, order)
    requests = [
        LineRequest(
            sku=action.sku or "",
            quantity=action.quantity or Decimal(0),
            unit=action.unit,
            seller=str(order.seller_id),
        )
        for action in actions
    ]
    drafts = read_lines(actor, purchase, requests, path="actions")
    for draft in drafts:
        draft.urgent = order.kind in URGENT
    price_drafts(actor, purchase, drafts, order.kind)
    supply = lock_supply(actor, goods_of(drafts))
    need_life(actor, supply, [(order.buyer_id, drafts)])
    incoming = lock_incoming(actor, short_goods(supply, drafts))
    displays = Displays(actor, {(order.seller_id, purchase.storefront_id, order.buyer_id)})
    taken = reserve_drafts(
        supply,
        incoming,
        drafts,
        order.region,
        lambda seller_id: displays.of(seller_id, purchase.storefront_id, order.buyer_id),
    )
    write_promises(actor, [pledge for draft in drafts for pledge in draft.pledges])
    write_holds(actor, [(Document("order", order.id, order.number), taken)])
    added = order_lines(order, drafts, first_position=max((line.position for line in lines), default=0) + 1)
    by_position = {line.position: line for line in lines}
    for line, draft in zip(added, drafts, strict=True):
        action = actions[draft.index]
        if action.kind == "replace" and action.line is not None:
            line.replaces = by_position[action.line]
    return OrderLine.objects.bulk_create(added)
