"""Places what buyers want, each wish as one order per seller: price, approval, stock and money in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from dinghuo.finance.steps.credit.hold_credit import hold_credit
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import DinghuoError
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.record import record_all
from dinghuo.foundation.rows import insert_rows
from dinghuo.foundation.statements import together
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.queries.displays import Displays
from dinghuo.inventory.steps.lock_incoming import lock_incoming
from dinghuo.inventory.steps.lock_supply import lock_supply
from dinghuo.inventory.steps.write_holds import write_holds
from dinghuo.inventory.steps.write_promises import write_promises
from dinghuo.ordering.events import OrderPlaced
from dinghuo.ordering.models import Order, OrderGroup, OrderLine
from dinghuo.ordering.permissions import OVERRIDE_PRICE, PLACE, PLACE_FOR_CUSTOMER
from dinghuo.ordering.rules.quotas import Rations
from dinghuo.ordering.rules.request import LineRequest, OrderRequest
from dinghuo.ordering.steps.basket import Basket, display_asks, standing
from dinghuo.ordering.steps.charge_orders import draw_money, find_funds
from dinghuo.ordering.steps.check_terms import check_baskets
from dinghuo.ordering.steps.discount_baskets import discount_baskets, write_discounts
from dinghuo.ordering.steps.draft_orders import basket_lines, draft_orders
from dinghuo.ordering.steps.hold_basket import Pools, hold_basket
from dinghuo.ordering.steps.need_life import need_life
from dinghuo.ordering.steps.price_drafts import price_baskets
from dinghuo.ordering.steps.ration_basket import find_rations, note_rations
from dinghuo.ordering.steps.read_baskets import read_baskets
from dinghuo.ordering.steps.reserve_drafts import goods_of, short_goods
from dinghuo.ordering.steps.round_taxes import round_taxes

__all__ = ["LineRequest", "OrderRequest", "Placement", "place_orders"]


@dataclass(frozen=True)
class Placement:
    """What was placed: the group, its orders with their lines, and what was recorded of each."""

    group: OrderGroup
    orders: list[Order]
    lines: list[OrderLine]
    events: list[EventRow]


def place_orders(actor: Actor, requests: Sequence[OrderRequest]) -> list[Placement | DinghuoError]:
    """Place each request as a whole or not at all, in the order given; one that is refused takes nothing from the next.

    As many statements for any number of requests and lines (but one for each buyer's terms, goods and prices).
    Answers each request with what was placed, or with why not: NotAllowed (a representative names the buyer and needs
    `place_for_customer`, a line with a price of its own `override_price`), Invalid with every fault, PriceOnRequest,
    QuotaExceeded, OutOfStock and CreditExceeded with what would be possible. Above the person's limit orders wait for
    an approver, with stock and credit held.
    """
    # Nothing is written before all is decided, so there is nothing that a savepoint would have to undo.
    with acting(actor, savepoint=False):
        baskets = [open_basket(actor, request) for request in requests]
        read_baskets(actor, standing(baskets))
        offers = price_baskets(actor, baskets)
        discount_baskets(actor, baskets, offers, lock=True)
        round_taxes(baskets)
        check_baskets(actor, baskets)
        drafted = standing(baskets)
        draft_orders(actor, drafted)
        # Whatever may be needed is locked before anything is handed out: promotions above, stock, quotas, money.
        supply = lock_supply(actor, {goods for basket in drafted for goods in goods_of(basket.drafts)})
        need_life(actor, supply, [(basket.purchase.buyer_id, basket.drafts) for basket in drafted])
        incoming = lock_incoming(actor, short_goods(supply, [d for basket in drafted for d in basket.drafts]))
        rations = find_rations(actor, drafted, lock=True)
        pools = Pools(supply, incoming, rations, find_funds(actor, drafted, lock=True))
        displays = Displays(actor, display_asks(drafted))
        for basket in drafted:
            with basket.trying():
                hold_basket(actor, basket, pools, displays)
        placed = iter(_write(actor, standing(baskets), pools.rations))
        return [basket.refusal or next(placed) for basket in baskets]


def open_basket(actor: Actor, request: OrderRequest) -> Basket:
    """A basket for the request, refused where the actor may not ask for it."""
    basket = Basket(request)
    with basket.trying():
        require(actor, PLACE_FOR_CUSTOMER if request.buyer else PLACE)
        if any(line.price is not None for line in request.lines):
            require(actor, OVERRIDE_PRICE)
    return basket


def _write(actor: Actor, baskets: Sequence[Basket], rations: Rations) -> list[Placement]:
    if not baskets:
        return []
    draw_money(actor, baskets)
    orders = [order for basket in baskets for order in basket.orders]
    lines = [basket_lines(basket) for basket in baskets]
    with together():
        write_holds(actor, [(_document(basket.group), basket.taken) for basket in baskets])
        write_promises(actor, [pledge for basket in baskets for d in basket.drafts for pledge in d.pledges])
        hold_credit(actor, [hold for basket in baskets for hold in basket.credit])
        insert_rows([basket.group for basket in baskets])
        insert_rows(orders)
        insert_rows([line for each in lines for line in each])
        note_rations(actor, baskets, rations)
        write_discounts(actor, baskets)
        events = iter(record_all(actor, [_placed(order) for order in orders]))
    return [
        Placement(basket.group, basket.orders, each, [next(events) for _ in basket.orders])
        for basket, each in zip(baskets, lines, strict=True)
    ]


def _document(group: OrderGroup) -> Document:
    return Document("order_group", group.id, group.number)


def _placed(order: Order) -> OrderPlaced:
    data = {"total": str(order.total), "currency": order.currency, "approval": order.approval}
    return OrderPlaced(order.id, order.number, (order.buyer_id, order.seller_id), data)
