"""Places what a buyer wants as one order per seller: price, approval, stock and credit in one transaction."""

from dataclasses import dataclass

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.document import Document
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.record import record_all
from dinghuo.foundation.rows import insert_rows
from dinghuo.foundation.statements import together
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.events import OrderPlaced
from dinghuo.ordering.models import Order, OrderGroup, OrderLine
from dinghuo.ordering.permissions import OVERRIDE_PRICE, PLACE, PLACE_FOR_CUSTOMER
from dinghuo.ordering.rules.draft import by_seller, total_of
from dinghuo.ordering.rules.request import LineRequest, OrderRequest
from dinghuo.ordering.steps.charge_orders import charge_orders
from dinghuo.ordering.steps.check_terms import check_terms
from dinghuo.ordering.steps.draft_orders import draft_orders, order_lines
from dinghuo.ordering.steps.find_buyer import find_buyer
from dinghuo.ordering.steps.price_drafts import price_drafts
from dinghuo.ordering.steps.read_request import needs_approval, read_request
from dinghuo.ordering.steps.reserve_drafts import reserve_drafts

__all__ = ["LineRequest", "OrderRequest", "Placement", "place_order"]


@dataclass(frozen=True)
class Placement:
    """What was placed: the group, its orders with their lines, and what was recorded of each."""

    group: OrderGroup
    orders: list[Order]
    lines: list[OrderLine]
    events: list[EventRow]


def place_order(actor: Actor, request: OrderRequest) -> Placement:
    """Place an order: all of it or nothing, in a constant number of statements for any number of lines.

    A representative names the buyer (needs `place_for_customer`); a line with a price of its own needs
    `override_price`. Above the person's limit the orders wait for an approver, with stock and credit held. Raises
    Invalid with every fault of the request, PriceOnRequest, OutOfStock and CreditExceeded with what would be possible.
    """
    require(actor, PLACE_FOR_CUSTOMER if request.buyer else PLACE)
    if any(line.price is not None for line in request.lines):
        require(actor, OVERRIDE_PRICE)
    with acting(actor):
        purchase = find_buyer(actor, request)
        drafts, address = read_request(actor, purchase, request)
        price_drafts(actor, purchase, drafts)
        check_terms(purchase, request, drafts)
        approval = needs_approval(actor, purchase, total_of(drafts))
        group, orders = draft_orders(actor, purchase, request, drafts, address, approval)
        reserve_drafts(actor, Document("order_group", group.id, group.number), drafts)
        charge_orders(actor, purchase, orders)
        shares = by_seller(drafts)
        lines = [line for order in orders for line in order_lines(order, shares[order.seller_id])]
        with together():
            for rows in ([group], orders, lines):
                insert_rows(rows)
            events = record_all(actor, [_placed(order) for order in orders])
        return Placement(group, orders, lines, events)


def _placed(order: Order) -> OrderPlaced:
    data = {"total": str(order.total), "currency": order.currency, "approval": order.approval}
    return OrderPlaced(order.id, order.number, (order.buyer_id, order.seller_id), data)
