"""Placing and shipping take stock and credit in the same order, so that they never wait for each other crosswise."""

from decimal import Decimal

from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.organisations.models import Organisation
from tests.finance.deals import EVERYTHING
from tests.makers import World, make_actor, make_goods, make_organisation, make_world

ROUNDS = 6


def order(world: World, *skus: str) -> str:
    lines = [LineRequest(sku, Decimal(1)) for sku in skus]
    return place_order(world.purchaser(), OrderRequest(lines=lines, payment_method="credit")).orders[0].number


def test_orders_and_shipments_of_one_article_on_one_credit_line(live, two_at_once):
    world = make_world()
    sku = make_goods(world.supplier, stock=1000).sku
    seller = make_actor(world.supplier, EVERYTHING)
    for _ in range(ROUNDS):
        numbers = [order(world, sku) for _ in range(3)]
        for number in numbers:
            confirm_order(seller, number)
        outcomes = two_at_once(
            *[lambda number=number: ship_order(seller, number).number for number in numbers],
            *[lambda: order(world, sku) for _ in range(3)],
        )
        assert all(isinstance(outcome, str) for outcome in outcomes), outcomes


def test_carts_of_two_sellers_on_two_credit_lines(live, two_at_once):
    from dinghuo.finance.actions.save_credit_line import save_credit_line

    world = make_world()
    other: Organisation = make_organisation(world.market.id, "supplier")
    for seller in (world.supplier, other):
        finance = make_actor(seller, EVERYTHING)
        save_credit_line(finance, world.buyer.id, "CNY", Decimal(1000), 30)
    one, two = make_goods(world.supplier, stock=1000).sku, make_goods(other, stock=1000).sku
    for _ in range(ROUNDS):
        outcomes = two_at_once(
            *[lambda: order(world, one, two)] * 2,
            *[lambda: order(world, two, one)] * 2,
        )
        assert all(isinstance(outcome, str) for outcome in outcomes), outcomes
