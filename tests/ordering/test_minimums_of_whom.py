"""What is asked of orders of groups and levels, and of some goods in them: which agreement counts, for which lines."""

from datetime import timedelta
from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.catalogue.models import Category, Product
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid
from dinghuo.foundation.tenancy import acting
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.members.models import Level, LevelGrant
from dinghuo.ordering.actions.place_order import place_order
from dinghuo.ordering.actions.save_order_minimum import MinimumInput, save_order_minimum
from dinghuo.ordering.actions.set_cart_line import set_cart_line
from dinghuo.ordering.errors import BelowMinimumOrder
from dinghuo.ordering.queries.cart import cart
from dinghuo.ordering.queries.cart_terms import cart_terms
from dinghuo.ordering.queries.order_minimums import order_minimums
from dinghuo.organisations.models import CustomerGroup, CustomerGroupMember
from tests.makers import make_goods, make_world
from tests.makers.people import make_organisation
from tests.ordering.test_place_order import lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A buyer in the group of chains and of level gold."""
    world = make_world(limit="100000")
    market = {"market_id": world.market.id}
    with acting(world.system):
        group = CustomerGroup.objects.create(**market, key="chains", name="Chains")
        CustomerGroup.objects.create(**market, key="hotels", name="Hotels")
        CustomerGroupMember.objects.create(**market, group=group, buyer=world.buyer)
        level = Level.objects.create(**market, key="gold", name="Gold", rank=2)
        Level.objects.create(**market, key="silver", name="Silver", rank=1)
        begun = (now() - timedelta(days=1), None)
        LevelGrant.objects.create(**market, buyer=world.buyer, level=level, valid=begun, granted_by="test")
    return world


def ask(world, **wanted):
    return save_order_minimum(world.system, MinimumInput(**wanted))


def shelve(world, variant, *keys: str) -> None:
    """Put the article's product into a category below the root."""
    market = {"market_id": world.market.id}
    with acting(world.system):
        path, parent = "", None
        for key in keys:
            path += f"{key}/"
            row = {"path": path, "name": key.title(), "parent": parent}
            parent, _ = Category.objects.get_or_create(**market, key=key, defaults=row)
        Product.objects.filter(id=variant.product_id).update(category=parent)


def fee_of(world, *wanted) -> D:
    return place_order(world.purchaser(), lines(*wanted)).orders[0].fee


def test_the_customers_own_counts_before_its_groups_its_levels_and_everybodys(world):
    goods = make_goods(world.supplier, stock=500)
    steps = [
        ({}, 1),
        ({"storefront": "main"}, 2),
        ({"level": "silver"}, 2),
        ({"level": "gold"}, 4),
        ({"level": "gold", "storefront": "main"}, 5),
        ({"group": "hotels"}, 5),
        ({"group": "chains"}, 7),
        ({"buyer": world.buyer.code}, 8),
    ]
    for place, (whom, expected) in enumerate(steps, 1):
        ask(world, **whom, threshold=D(500), fee=D(place))
        assert fee_of(world, (goods, 1)) == expected
    other = make_organisation(world.market.id, "buyer")
    ask(world, buyer=other.code, least=D(9000))
    assert fee_of(world, (goods, 1)) == 8
    with acting(world.system):
        told = {(line.whom, line.named, line.whom_name) for line in order_minimums(world.system)}
    assert ("group", "chains", "Chains") in told
    assert ("level", "gold", "Gold") in told


def test_a_group_may_be_asked_nothing_where_everybody_is():
    world = make_world(minimum_order=D(100))
    goods = make_goods(world.supplier, stock=500)
    with acting(world.system):
        group = CustomerGroup.objects.create(market_id=world.market.id, key="chains", name="Chains")
        CustomerGroupMember.objects.create(market_id=world.market.id, group=group, buyer=world.buyer)
    with pytest.raises(BelowMinimumOrder):
        place_order(world.purchaser(), lines((goods, 1)))
    ask(world, group="chains")
    assert place_order(world.purchaser(), lines((goods, 1))).orders


def test_goods_are_asked_for_by_product_or_the_nearest_category(world):
    tea, water, soap = (make_goods(world.supplier, sku, stock=500) for sku in ("TEA", "WATER2", "SOAP"))
    shelve(world, tea, "drinks", "tea")
    shelve(world, water, "drinks")
    shelve(world, soap, "care")
    ask(world, category="drinks", threshold=D(100), fee=D(5))
    assert fee_of(world, (soap, 1)) == 0
    assert fee_of(world, (tea, 4), (water, 5), (soap, 90)) == 5
    assert fee_of(world, (tea, 4), (water, 6)) == 0
    ask(world, category="tea", threshold=D(50), fee=D(7))
    # Tea counts with its own category now, and no longer with all drinks.
    assert fee_of(world, (tea, 5), (water, 5)) == 5
    assert fee_of(world, (tea, 4), (water, 10)) == 7
    ask(world, product="TEA", least=D(30))
    with pytest.raises(
        BelowMinimumOrder, match="Article TEA: ordered from 30.00 CNY on; yours comes to 20.00"
    ):
        place_order(world.purchaser(), lines((tea, 2), (water, 50)))
    assert fee_of(world, (tea, 3), (water, 10)) == 0
    ask(world, product="TEA", group="chains")
    assert fee_of(world, (tea, 1), (water, 10)) == 0


def test_a_fee_on_goods_of_several_sellers_falls_to_those_who_have_them(world):
    second = make_organisation(world.market.id, "supplier")
    mine, theirs, other = (
        make_goods(world.supplier, "M", stock=50),
        make_goods(second, "N", stock=50),
        make_goods(make_organisation(world.market.id, "supplier"), "O", stock=50),
    )
    shelve(world, other, "care")
    ask(world, category="all", threshold=D(100), fee=D(10))
    orders = place_order(world.purchaser(), lines((mine, 4), (theirs, 2), (other, 1))).orders
    assert [order.fee for order in orders] == [D("6.67"), D("3.33"), 0]
    assert orders[0].fees[0]["goods"] == "All"
    with acting(world.system):
        assert verify_books(world.system) == []


def test_the_cart_says_of_which_goods_and_a_batch_takes_one_statement(world):
    goods = make_goods(world.supplier, stock=500)
    buyer, shop = world.purchaser(), world.storefront

    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            place_order(buyer, lines((goods, 20)))
        return len(caught)

    statements()
    before = statements()
    ask(world, category="all", threshold=D(100), fee=D(10))
    ask(world, level="gold", threshold=D(100))
    assert statements() == before + 1
    set_cart_line(buyer, shop.id, goods.sku, D(4), "瓶", world.supplier.code)
    with acting(buyer):
        found = cart_terms(buyer, shop.id, cart(buyer, shop.id, "CNY")).gaps
    assert sorted(
        (gap.minimum.about.name if gap.minimum.about else "", gap.missing, gap.fee) for gap in found
    ) == [
        ("", 60, 0),
        ("All", 60, 10),
    ]


def test_what_is_named_twice_or_unknown_is_told_all_at_once(world):
    with pytest.raises(Invalid) as wrong:
        ask(world, buyer="nobody", group="none", level="none", product="none", category="none", least=D(1))
    assert {(fault.path, fault.code) for fault in wrong.value.faults} == {
        ("buyer", "unknown"),
        ("group", "unknown"),
        ("group", "one-of"),
        ("level", "unknown"),
        ("product", "unknown"),
        ("category", "one-of"),
    }


def test_two_who_save_the_same_at_once_make_one(live, two_at_once):
    world = make_world()
    make_goods(world.supplier)
    wanted = {"category": "all", "least": D(5)}
    ids = two_at_once(lambda: ask(world, **wanted).id, lambda: ask(world, **wanted).id)
    assert len(set(ids)) == 1
