"""Shows what placing would do - prices, approval, credit, stock - by reading only: no number, no lock, no trace."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dinghuo.finance.queries.credit_for import CreditStanding, credit_for
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.queries.displays import Displays
from dinghuo.inventory.queries.free_balances import free_supply
from dinghuo.inventory.queries.free_incoming import free_incoming
from dinghuo.ordering.actions.place_orders import OrderRequest, Placement, open_basket
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.rules.freight import FreightGap, freight_gaps
from dinghuo.ordering.states import PaymentMethod
from dinghuo.ordering.steps.basket import Basket, display_asks, standing
from dinghuo.ordering.steps.charge_orders import find_funds
from dinghuo.ordering.steps.check_terms import check_baskets
from dinghuo.ordering.steps.discount_baskets import discount_baskets
from dinghuo.ordering.steps.draft_orders import basket_lines, draft_orders
from dinghuo.ordering.steps.hold_basket import Pools, hold_basket
from dinghuo.ordering.steps.need_life import need_life
from dinghuo.ordering.steps.price_drafts import price_baskets
from dinghuo.ordering.steps.ration_basket import find_rations
from dinghuo.ordering.steps.read_baskets import read_baskets
from dinghuo.ordering.steps.reserve_drafts import goods_of, short_goods
from dinghuo.ordering.steps.round_taxes import round_taxes
from dinghuo.promotions.rules.basket import Outcome

__all__ = ["Preview", "preview_order"]


@dataclass(frozen=True)
class Preview:
    """The orders as they would be placed, without numbers and events; credit as it would be left, what is off, and what
    lacks to be sent for nothing."""

    placement: Placement
    needs_approval: bool
    total: Decimal
    credit: list[CreditStanding]
    discounts: Outcome
    freight_gaps: Sequence[FreightGap] = ()


def preview_order(actor: Actor, request: OrderRequest) -> Preview:
    """What-if: the steps of `place_orders` on what is free now, with nothing locked or written.

    Raises whatever placing would raise at this instant. Nothing is promised: others may be quicker.
    """
    with acting(actor):
        basket = open_basket(actor, request)
        baskets = [basket]
        read_baskets(actor, standing(baskets))
        offers = price_baskets(actor, baskets)
        discount_baskets(actor, baskets, offers, lock=False)
        round_taxes(baskets)
        check_baskets(actor, baskets)
        if basket.refusal is None:
            draft_orders(actor, baskets, numbered=False)
            supply = free_supply(actor, goods_of(basket.drafts))
            need_life(actor, supply, [(basket.purchase.buyer_id, basket.drafts)])
            incoming = free_incoming(actor, short_goods(supply, basket.drafts))
            rations = find_rations(actor, baskets)
            pools = Pools(supply, incoming, rations, find_funds(actor, baskets, lock=False))
            displays = Displays(actor, display_asks(baskets))
            with basket.trying():
                hold_basket(actor, basket, pools, displays)
        if basket.refusal is not None:
            raise basket.refusal
        lines = basket_lines(basket)
        _withhold(basket, displays, lines)
        placement = Placement(basket.group, basket.orders, lines, [])
        credit = _left(credit_for(actor, basket.purchase.buyer_id), basket.orders)
        return Preview(
            placement,
            basket.needs_approval,
            basket.group.total,
            credit,
            basket.discounts,
            freight_gaps(basket.freights),
        )


def _withhold(basket: Basket, displays: Displays, lines: Sequence[OrderLine]) -> None:
    """What would have to wait tells what is in stock. Nothing is asked where nothing would wait."""
    whom = basket.purchase.storefront_id, basket.purchase.buyer_id
    for line in lines:
        if line.promised and not displays.of(line.seller_id, *whom).is_exact:
            line.promised = Decimal(0)


def _left(standings: Sequence[CreditStanding], orders: Sequence[Order]) -> list[CreditStanding]:
    """Where credit would stand with these orders held on it."""
    found = []
    for one in standings:
        more = sum(
            (
                order.total
                for order in orders
                if order.payment_method == PaymentMethod.CREDIT and order.credit_line_id == one.line_id
            ),
            Decimal(0),
        )
        left = max(one.available - more, Decimal(0))
        found.append(replace(one, used=one.used + more, available=left))
    return found
