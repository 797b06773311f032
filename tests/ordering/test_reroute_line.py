"""The seller moves what a line holds to another warehouse: all or nothing, fresh enough, and the book agrees."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dinghuo.foundation import clock
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.actions.set_life_rules import LifeRuleEntry, set_life_rules
from dinghuo.inventory.actions.set_safety_stock import SafetyEntry, set_safety_stock
from dinghuo.inventory.models import CartHold, Movement, Stock
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.reroute_line import reroute_line
from dinghuo.ordering.errors import NothingToDo, OutOfStock
from dinghuo.ordering.models import Order
from dinghuo.organisations.models import Storefront
from tests.makers import make_actor, make_organisation
from tests.ordering.routed import Network

D = Decimal
pytestmark = pytest.mark.django_db


def test_all_that_lies_elsewhere_moves_with_its_reason():
    network = Network()
    network.goods("TEA", gz=10, sh=5, hz=20)
    order = network.order(TEA=12)
    assert network.held(order) == [(1, "gz", 10), (1, "sh", 2)]
    reroute_line(network.keeper, order.number, 1, "hz", "The truck leaves from there")
    assert network.held(order) == [(1, "hz", 12)]
    [entry] = network.line(order).routing["by_hand"]
    assert (entry["quantity"], entry["by"], entry["reason"]) == (
        "12",
        "Chen Wei",
        "The truck leaves from there",
    )
    with acting(network.world.system):
        [event] = EventRow.objects.filter(kind="order.rerouted")
        assert event.why == "The truck leaves from there"
        moved = Movement.objects.filter(kind="allocated").values_list("reserved_delta", flat=True)
        assert sorted(moved) == [-10, -2, 12]
    network.check()


def test_the_buyer_is_told_nothing_of_warehouses():
    network = Network()
    network.goods("TEA", gz=10, hz=20)
    order = network.order(TEA=5)
    reroute_line(network.keeper, order.number, 1, "hz", "Near")
    with acting(network.world.purchaser()):
        assert not EventRow.objects.filter(kind="order.rerouted").exists()


def test_a_part_moves_and_what_was_chosen_stays_through_confirmation():
    network = Network()
    network.goods("TEA", gz=10, hz=20)
    order = network.order(TEA=10)
    reroute_line(network.keeper, order.number, 1, "hz", "Half of it", D(4))
    assert network.held(order) == [(1, "gz", 6), (1, "hz", 4)]
    set_life_rules(network.keeper, [LifeRuleEntry(min_days=5)])
    confirm_order(network.world.seller(), order.number)
    assert network.held(order) == [(1, "gz", 6), (1, "hz", 4)]
    network.check()


def test_too_little_there_moves_nothing_and_says_what_would_be_possible():
    network = Network()
    network.goods("TEA", gz=10, hz=3)
    order = network.order(TEA=10)
    with pytest.raises(OutOfStock) as refused:
        reroute_line(network.keeper, order.number, 1, "hz", "Near")
    assert refused.value.instead == {"quantity": "3"}
    assert network.held(order) == [(1, "gz", 10)]
    with pytest.raises(NothingToDo):
        reroute_line(network.keeper, order.number, 1, "gz", "It is there")
    network.check()


def test_only_what_is_fresh_enough_for_the_buyer_is_taken():
    network = Network()
    network.goods("TEA", gz=10)
    day = clock.today("Asia/Shanghai")
    count_stock(network.keeper, [StockCount("TEA", D(20), "hz", "OLD", day + timedelta(days=3))])
    set_life_rules(network.keeper, [LifeRuleEntry(min_days=30)])
    order = network.order(TEA=5)
    assert network.held(order) == [(1, "gz", 5)]
    with pytest.raises(OutOfStock):
        reroute_line(network.keeper, order.number, 1, "hz", "Near")
    count_stock(network.keeper, [StockCount("TEA", D(20), "hz", "NEW", day + timedelta(days=90))])
    reroute_line(network.keeper, order.number, 1, "hz", "Near")
    assert network.held(order) == [(1, "hz", 5)]
    network.check()


def test_faults_are_told_all_at_once_and_others_may_not():
    network = Network()
    network.goods("TEA", gz=10, hz=3)
    order = network.order(TEA=10)
    with pytest.raises(Invalid) as wrong:
        reroute_line(network.keeper, order.number, 7, "moon", " ", D(0))
    assert {fault.path for fault in wrong.value.faults} == {"line", "warehouse", "why", "quantity"}
    for actor in (network.world.purchaser(), make_actor(network.world.buyer, ["ordering.reroute_line"])):
        with pytest.raises(NotAllowed):
            reroute_line(actor, order.number, 1, "hz", "Mine")


@pytest.mark.django_db(transaction=True)
def test_two_lines_that_want_the_last_goods_at_once_get_them_once(live, two_at_once):
    network = Network()
    network.goods("TEA", gz=20, hz=6)
    first, second = network.order(TEA=5), network.order(TEA=5)
    keeper = network.keeper

    def move(number: str) -> str:
        try:
            reroute_line(keeper, number, 1, "hz", "Near")
        except OutOfStock:
            return "short"
        return "moved"

    assert sorted(two_at_once(lambda: move(first.number), lambda: move(second.number))) == ["moved", "short"]
    assert sorted([*network.held(first), *network.held(second)]) == [(1, "gz", 5), (1, "hz", 5)]
    network.check()


def test_what_is_kept_back_there_or_held_at_the_checkout_stays_there():
    network = Network()
    network.goods("TEA", gz=10, hz=12)
    set_safety_stock(network.keeper, [SafetyEntry("TEA", "hz", D(5))])
    normal, urgent = network.order(TEA=8), network.order(TEA=2)
    with pytest.raises(OutOfStock) as refused:
        reroute_line(network.keeper, normal.number, 1, "hz", "Near")
    assert refused.value.instead == {"quantity": "7"}
    with acting(network.world.system):
        Storefront.objects.update(hold_minutes=10)
        place = Stock.objects.get(warehouse__key="hz")
        other = make_organisation(network.world.market.id, "buyer")
        row = {"market_id": network.world.market.id, "cart_id": new_id(), "stock": place}
        until = clock.now() + timedelta(minutes=5)
        CartHold.objects.create(**row, buyer=other, quantity=D(4), expires_at=until)
    with pytest.raises(OutOfStock) as refused:
        reroute_line(network.keeper, normal.number, 1, "hz", "Near")
    assert refused.value.instead == {"quantity": "3"}
    with acting(network.world.system):
        Order.objects.filter(id=urgent.id).update(kind="urgent")
    reroute_line(network.keeper, urgent.number, 1, "hz", "Near")
    assert network.held(urgent) == [(1, "hz", 2)]
    network.check()
