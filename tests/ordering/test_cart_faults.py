"""The cart’s page: prices, what blocks a line, the repair that mends it, in a constant number of statements."""

from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.catalogue.models import PackUnit
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.fill_cart import LineRequest, fill_cart
from dinghuo.ordering.queries.cart import CartSheet, cart
from tests.makers import World, make_goods, make_price, make_world

pytestmark = pytest.mark.django_db


def sheet(world: World, actor) -> CartSheet:
    with acting(actor):
        return cart(actor, world.storefront.id, "CNY")


def only_row(world: World, quantity: str, unit: str | None = None, **goods):
    actor = world.purchaser()
    made = make_goods(world.supplier, **goods)
    fill_cart(actor, world.storefront.id, [LineRequest(made.sku, D(quantity), unit)])
    return sheet(world, actor).rows[0]


@pytest.mark.parametrize(
    ("quantity", "unit", "goods", "code", "repair"),
    [
        ("5", "瓶", {"stock": 100, "minimum": 24, "multiple": 12}, "below-minimum", "24"),
        ("25", "瓶", {"stock": 100, "minimum": 24, "multiple": 12}, "no-multiple", "36"),
        ("1", "箱", {"stock": 500, "box": 24, "minimum": 36, "multiple": 36}, "below-minimum", "3"),
        ("50", "瓶", {"stock": 36}, "out-of-stock", "36"),
        ("1.5", "瓶", {"stock": 36, "minimum": D("0.5"), "multiple": D("0.5")}, "divided", "2"),
        ("3", "箱", {"stock": 50, "box": 24}, "out-of-stock", "2"),
        ("5", "瓶", {"stock": 0}, "out-of-stock", "0"),
        ("5", "瓶", {"stock": 50, "price": None}, "price-on-request", "0"),
    ],
)
def test_a_fault_comes_with_its_repair(quantity, unit, goods, code, repair):
    row = only_row(make_world(), quantity, unit, **goods)
    assert row.fault is not None
    assert (row.fault.code, row.fault.repair) == (code, D(repair))


def test_short_stock_is_no_fault_where_the_seller_takes_backorders():
    row = only_row(make_world(), "50", stock=36, backorder_allowed=True)
    assert row.fault is None
    assert row.later == 14


def test_two_units_of_one_article_draw_on_one_stock():
    world = make_world()
    actor = world.purchaser()
    made = make_goods(world.supplier, stock=30, box=24)
    wanted = [LineRequest(made.sku, D(1), "箱"), LineRequest(made.sku, D(10), "瓶")]
    fill_cart(actor, world.storefront.id, wanted)
    assert [row.fault.repair for row in sheet(world, actor).rows if row.fault] == [D(0), D(6)]


def test_the_next_tier_is_told():
    world = make_world()
    made = make_goods(world.supplier, stock=100)
    make_price(world.supplier, made, "9", min_quantity=D(20))
    actor = world.purchaser()
    fill_cart(actor, world.storefront.id, [LineRequest(made.sku, D(12))])
    row = sheet(world, actor).rows[0]
    assert row.total == D(120)
    assert (row.price.next_tier.min_quantity, row.price.next_tier.saving) == (D(20), D(20))


def test_what_is_withdrawn_can_only_be_taken_out():
    world = make_world()
    actor = world.purchaser()
    made = make_goods(world.supplier, stock=100)
    fill_cart(actor, world.storefront.id, [LineRequest(made.sku, D(1))])
    with acting(world.system):
        made.listing.listed = False
        made.listing.save()
    row = sheet(world, actor).rows[0]
    assert (row.fault.code, row.fault.repair, row.total) == ("not-for-sale", D(0), D(0))


def test_more_lines_make_no_more_statements():
    world = make_world()
    actor = world.purchaser()

    def statements(count: int) -> int:
        goods = [make_goods(world.supplier, stock=100) for _ in range(count)]
        fill_cart(actor, world.storefront.id, [LineRequest(each.sku, D(1)) for each in goods])
        with acting(actor), CaptureQueriesContext(connection) as queries:
            cart(actor, world.storefront.id, "CNY")
        return len(queries)

    assert statements(1) == statements(30)


def test_a_unit_that_may_be_divided_is_sold_in_parts():
    world = make_world()
    actor = world.purchaser()
    made = make_goods(world.supplier, stock="50", minimum=D("0.25"), multiple=D("0.25"))
    with acting(world.system):
        PackUnit.objects.filter(variant=made).update(decimals=2)
    fill_cart(actor, world.storefront.id, [LineRequest(made.sku, D("1.25"))])
    assert sheet(world, actor).rows[0].fault is None
