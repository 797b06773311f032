"""A seller limits how much of hot goods a customer may order: counted under any press, free again when cancelled."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.accept_change import accept_change
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.fill_cart import fill_cart
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.place_orders import place_orders
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.actions.set_quotas import QuotaEntry, set_quotas
from dinghuo.ordering.errors import OutOfStock, QuotaExceeded
from dinghuo.ordering.models import Order, Quota, QuotaUse
from dinghuo.ordering.queries.cart import cart
from dinghuo.ordering.queries.quotas import quotas
from dinghuo.ordering.queries.shelf import shelf_product
from dinghuo.organisations.models import CustomerGroup, CustomerGroupMember
from tests.makers import make_actor, make_goods, make_organisation, make_world
from tests.makers.days import ahead
from tests.makers.world import make_credit

D = Decimal
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = make_world("1000000")
    make_goods(world.supplier, "TEA", stock=1000, price="1")
    make_goods(world.supplier, "WATER", stock=1000, price="1")
    return world


def keeper(world):
    return make_actor(world.supplier, ["ordering.set_quotas", "ordering.view_orders"], "Chen Wei")


def limit(world, quantity, **more):
    set_quotas(keeper(world), [QuotaEntry("TEA", None if quantity is None else D(quantity), **more)])


def wish(quantity, sku="TEA", **more):
    return OrderRequest(lines=[LineRequest(sku, D(quantity))], payment_method="credit", **more)


def order(world, quantity, buyer=None, **more):
    who = make_actor(buyer, ["ordering.place_order", "ordering.cancel_order"]) if buyer else world.purchaser()
    return place_order(who, wish(quantity, **more)).orders[0]


def test_more_than_the_quota_is_refused_with_what_is_left(world):
    limit(world, 24)
    order(world, 20)
    with pytest.raises(QuotaExceeded) as refused:
        order(world, 5)
    [line] = refused.value.lines
    assert (line["wanted"], line["limit"], line["left"], line["period"]) == ("5", "24", "4", "month")
    assert refused.value.instead == {"lines": [{"sku": "TEA", "quantity": "4", "unit": "瓶"}]}
    with pytest.raises(QuotaExceeded):
        preview_order(world.purchaser(), wish(5))
    order(world, 4)
    order(world, 100, sku="WATER")


def test_several_lines_of_one_article_count_together(world):
    limit(world, 10)
    twice = OrderRequest(lines=[LineRequest("TEA", D(6)), LineRequest("TEA", D(6))], payment_method="credit")
    with pytest.raises(QuotaExceeded):
        place_order(world.purchaser(), twice)


def test_what_is_cancelled_may_be_ordered_again(world):
    limit(world, 10)
    placed = order(world, 10)
    cancel_order(world.purchaser(), placed.number, "Changed our mind")
    order(world, 10)
    with pytest.raises(QuotaExceeded):
        order(world, 1)


def test_an_order_that_fails_for_something_else_leaves_the_quota_to_the_next_of_the_batch(world):
    limit(world, 10)
    make_goods(world.supplier, "RARE", stock=1, price="1")
    short = OrderRequest(
        lines=[LineRequest("TEA", D(10)), LineRequest("RARE", D(2))], payment_method="credit"
    )
    first, second, third = place_orders(world.purchaser(), [short, wish(10), wish(1)])
    assert isinstance(first, OutOfStock)
    assert second.orders[0].state == "submitted"
    assert isinstance(third, QuotaExceeded)
    with acting(world.system):
        assert QuotaUse.objects.count() == 1


def test_the_nearest_quota_counts_and_each_customer_has_its_own(world):
    other = make_organisation(world.market.id, "buyer", code="other")
    make_credit(world.storefront, other, "100000")
    with acting(world.system):
        group = CustomerGroup.objects.create(market_id=world.market.id, key="chains", name="Chains")
        CustomerGroupMember.objects.create(market_id=world.market.id, group=group, buyer=other)
    limit(world, 5)
    limit(world, 50, group="chains")
    order(world, 5)
    order(world, 50, other)
    with pytest.raises(QuotaExceeded):
        order(world, 1)
    limit(world, 60, customer="other")
    order(world, 10, other)
    limit(world, None, customer="other")
    with pytest.raises(QuotaExceeded):
        order(world, 1, other)


@pytest.mark.parametrize("period", ["day", "week", "month"])
def test_a_new_window_begins_anew(world, period):
    limit(world, 10, period=period, starts=ahead(-400))
    order(world, 10)
    with acting(world.system):
        for use in QuotaUse.objects.all():
            use.at -= timedelta(days=35)
            use.save()
    order(world, 10)
    with pytest.raises(QuotaExceeded):
        order(world, 1)


def test_one_that_holds_once_counts_for_good_and_ends_with_its_last_day(world):
    limit(world, 10, period="once", starts=ahead(-400))
    order(world, 10)
    with acting(world.system):
        QuotaUse.objects.update(at=Order.objects.get().placed_at - timedelta(days=200))
    with pytest.raises(QuotaExceeded):
        order(world, 1)
    limit(world, 10, period="once", starts=ahead(-400), ends=ahead(-1))
    order(world, 100)


def test_a_change_may_not_go_round_it(world):
    limit(world, 10)
    placed = order(world, 8)
    more = [{"kind": "quantity", "line": 1, "quantity": "11"}]
    with pytest.raises(QuotaExceeded):
        propose_change(world.purchaser(), placed.number, 1, more, "More")
    add = [{"kind": "add", "sku": "TEA", "quantity": "3"}]
    with pytest.raises(QuotaExceeded):
        propose_change(world.purchaser(), placed.number, 1, add, "More")
    propose_change(world.purchaser(), placed.number, 1, [more[0] | {"quantity": "10"}], "More")


def test_the_buyer_sees_it_before_ordering(world):
    limit(world, 24)
    order(world, 20)
    buyer = make_actor(world.buyer, ["catalogue.see_products", "pricing.see_prices"])
    with acting(buyer):
        told = shelf_product(buyer, world.storefront, buyer.organisation_id, "TEA").shown.allowance
        assert (told.limit, told.left, told.period) == (D(24), D(4), "month")
        assert shelf_product(buyer, world.storefront, buyer.organisation_id, "WATER").shown.allowance is None


def test_a_market_without_quotas_asks_nothing_and_one_with_asks_two_statements(world):
    def statements(quantity):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            order(world, quantity)
        return [each["sql"] for each in seen]

    before = statements(1)
    assert not any("quota" in sql for sql in before)
    limit(world, 100)
    after = statements(1)
    assert sum("quota" in sql for sql in after) == 3
    assert len(after) == len(before) + 3


def test_every_fault_is_told_and_nothing_is_set(world):
    wrong = [
        QuotaEntry("NONE", D(1)),
        QuotaEntry("TEA", D(-1), "year", customer="nobody", group="none"),
        QuotaEntry("TEA", D(1), level="none", starts=ahead(2), ends=ahead(1)),
    ]
    with pytest.raises(Invalid) as refused:
        set_quotas(keeper(world), wrong)
    assert {(fault.path, fault.code) for fault in refused.value.faults} == {
        ("quotas.0.sku", "unknown"),
        ("quotas.1.quantity", "negative"),
        ("quotas.1.period", "unknown"),
        ("quotas.1.customer", "both"),
        ("quotas.1.customer", "unknown"),
        ("quotas.1.group", "unknown"),
        ("quotas.2.level", "unknown"),
        ("quotas.2.ends", "order"),
    }
    with acting(world.system):
        assert not Quota.objects.exists()


def test_who_may_not_is_refused_and_nobody_sees_anothers(world):
    with pytest.raises(NotAllowed):
        set_quotas(world.seller(), [QuotaEntry("TEA", D(1))])
    limit(world, 5)
    other = make_actor(make_organisation(world.market.id, "supplier"), ["ordering.view_orders"])
    with acting(other):
        assert not quotas(other).items
    mine = keeper(world)
    with acting(mine):
        assert [row.quantity for row in quotas(mine).items] == [5]


def test_the_cart_blocks_what_is_too_much_and_says_what_can_be_ordered(world):
    limit(world, 24)
    order(world, 20)
    actor = world.purchaser()
    fill_cart(actor, world.storefront.id, [LineRequest("TEA", D(10))])
    with acting(actor):
        [row] = cart(actor, world.storefront.id, "CNY").rows
    assert row.fault is not None
    assert (row.fault.code, row.fault.repair) == ("over-quota", 4)
    fill_cart(actor, world.storefront.id, [LineRequest("TEA", D(4))])
    with acting(actor):
        [row] = cart(actor, world.storefront.id, "CNY").rows
    assert row.fault is None
    assert row.allowance is not None
    assert row.allowance.left == 4


@pytest.mark.django_db(transaction=True)
def test_two_at_once_never_pass_it(two_at_once):
    world = make_world("1000000")
    make_goods(world.supplier, "TEA", stock=1000, price="1")
    limit(world, 10)
    buyer = world.purchaser()

    def press() -> str:
        try:
            return place_order(buyer, wish(6)).orders[0].state
        except QuotaExceeded:
            return "refused"

    assert sorted(two_at_once(press, press)) == ["refused", "submitted"]


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_never_pass_it(two_at_once):
    world = make_world("1000000")
    make_goods(world.supplier, "TEA", stock=1000, price="1")
    limit(world, 10)
    buyer = world.purchaser()
    numbers = [order(world, 3).number, order(world, 3).number]

    more = [{"kind": "quantity", "line": 1, "quantity": "6"}]
    changes = [propose_change(buyer, number, 1, more, "More").id for number in numbers]

    def accept(change: UUID) -> str:
        try:
            return accept_change(world.seller(), change).state
        except QuotaExceeded:
            return "refused"

    assert sorted(two_at_once(*(partial(accept, change) for change in changes))) == ["accepted", "refused"]
