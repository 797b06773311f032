"""Takes off baskets what promotions and coupons give, and keeps it with their lines."""

from collections.abc import Callable, Hashable, Sequence
from decimal import Decimal

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.ordering.queries.ordered_before import ordered_before
from dinghuo.ordering.rules.amounts import line_amounts
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.steps.basket import Basket, standing
from dinghuo.ordering.steps.charge_freight import freight_left
from dinghuo.promotions.errors import CouponRefused
from dinghuo.promotions.queries.find_offers import Line, Offers, Outcome, Room, Shopper, find_offers
from dinghuo.promotions.queries.words import told_refusals
from dinghuo.promotions.steps.lock_room import lock_room
from dinghuo.promotions.steps.write_grants import Granted, LineOf, write_grants

ZERO, ONE = Decimal(0), Decimal(1)


def ask_offers(actor: Actor, baskets: Sequence[Basket]) -> Callable[[], Offers]:
    """Ask which promotions could concern these baskets, one statement for all; call what comes back to know."""
    return find_offers(
        actor,
        [_shopper(basket) for basket in baskets],
        [(draft.variant_id, draft.seller_id) for basket in baskets for draft in basket.drafts],
        {code for basket in baskets for code in basket.request.codes},
        now(),
    )


def discount_baskets(actor: Actor, baskets: Sequence[Basket], offers: Offers, lock: bool) -> None:
    """Take discounts off the baskets' drafts, in turn. A code that gives nothing is its basket's refusal.

    Where promotions may run out, what they have left is locked (`lock`) and counted anew; one statement more. What a
    basket is promised here and doesn't take, because of its stock or money, is free again with the transaction's end.
    """
    asked = standing(baskets)
    if not offers and not any(basket.request.codes for basket in asked):
        return
    if offers.firsts:
        offers = offers.without(ordered_before(actor, offers.firsts))
    outcomes = _outcomes(asked, offers, Room())
    if lock:
        hopes = [
            (grant, basket.purchase.buyer_id)
            for basket, outcome in zip(asked, outcomes, strict=True)
            for grant in outcome.grants
        ]
        room = lock_room(actor, hopes)
        outcomes = outcomes if room is None else _outcomes(asked, offers, room)
    for basket, outcome in zip(asked, outcomes, strict=True):
        with basket.trying():
            _take_off(basket, outcome)


def write_discounts(actor: Actor, baskets: Sequence[Basket]) -> None:
    """Write what the baskets got, with what it takes of limits; nothing where nothing was granted."""
    if any(basket.discounts.grants for basket in baskets):
        write_grants(actor, [_granted(basket) for basket in baskets])


def _outcomes(baskets: Sequence[Basket], offers: Offers, room: Room) -> list[Outcome]:
    found = []
    for basket in baskets:
        lines = [_line(draft, offers) for draft in basket.drafts]
        outcome = offers.outcome(_shopper(basket), lines, basket.request.codes, room, freight_left(basket))
        if outcome.refused:
            room.put_back(outcome.grants, basket.purchase.buyer_id)
        found.append(outcome)
    return found


def _take_off(basket: Basket, outcome: Outcome) -> None:
    currency = basket.purchase.currency
    if outcome.refused:
        told = told_refusals(outcome, currency)
        raise CouponRefused(
            " ".join(each["message"] for each in told),
            lines=told,
            instead={"codes": [code for code in basket.request.codes if code not in outcome.refused]},
        )
    basket.discounts = outcome
    if not outcome.grants:
        return
    for draft in basket.drafts:
        draft.discount = outcome.off(draft.line_id)
        if draft.discount:
            draft.amounts = line_amounts(
                draft.unit_price,
                draft.quantity,
                draft.discount,
                draft.tax_rate,
                draft.tax_included,
                currency,
            )


def _granted(basket: Basket) -> Granted:
    orders = {order.seller_id: order.id for order in basket.orders}
    lines: dict[Hashable, LineOf] = {
        draft.line_id: LineOf(orders[draft.seller_id], draft.line_id, draft.seller_id, draft.base_quantity)
        for draft in basket.drafts
    }
    # What is freed of an order's freight stands under its seller, and is of no line but the order itself.
    lines |= {seller_id: LineOf(order_id, order_id, seller_id, ONE) for seller_id, order_id in orders.items()}
    purchase = basket.purchase
    return Granted(basket.group.id, purchase.buyer_id, purchase.currency, basket.discounts.grants, lines)


def _line(draft: Draft, offers: Offers) -> Line:
    return Line(
        key=draft.line_id,
        seller_id=draft.seller_id,
        variant_id=draft.variant_id,
        units=draft.base_quantity,
        amount=draft.amounts.extended,
        # What is saved on a kit is in its price.
        closed=draft.override is not None or draft.kit is not None or draft.price_list in offers.closed,
    )


def _shopper(basket: Basket) -> Shopper:
    purchase = basket.purchase
    return Shopper(purchase.buyer_id, purchase.storefront_id, basket.request.kind, purchase.currency)
