"""What is kept back is promised to nobody: on the shelf, in the cart, at placement and when goods come."""

from decimal import Decimal

import pytest

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.set_safety_stock import SafetyEntry, set_safety_stock
from dinghuo.inventory.models import SafetyStock, Warehouse
from dinghuo.inventory.queries.available import available
from dinghuo.inventory.queries.free_balances import free_supply
from dinghuo.inventory.queries.in_stock import in_stock
from dinghuo.inventory.queries.safety_stock import safety_stocks
from dinghuo.inventory.rules.balance import Balance
from dinghuo.inventory.rules.safety import Safety, beyond_safety
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.receive_supply import receive_supply
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.models import OrderLine
from tests.makers import make_actor, make_goods, make_world
from tests.makers.days import ahead
from tests.ordering.waiting import Queue

D = Decimal
pytestmark = pytest.mark.django_db
KEEP = ["inventory.set_safety_stock", "inventory.see_stock"]


@pytest.fixture
def world():
    world = make_world("1000000")
    make_goods(world.supplier, "TEA", stock=30, price="1")
    return world


def tea(world):
    with acting(world.system):
        return Variant.objects.get(sku="TEA").id


def keep(world, quantity, for_urgent=True, sku="TEA"):
    with acting(world.system):
        key = Warehouse.objects.get(owner=world.supplier).key
    keeper = make_actor(world.supplier, KEEP)
    set_safety_stock(keeper, [SafetyEntry(sku, key, D(quantity), for_urgent)])


def order(world, quantity, kind="standard"):
    request = OrderRequest(lines=[LineRequest("TEA", D(quantity))], payment_method="credit", kind=kind)
    return place_order(world.purchaser(), request).orders[0]


def test_it_is_left_out_wherever_it_is_told_and_promised(world):
    keep(world, 10)
    with acting(world.system):
        goods = (tea(world), world.supplier.id)
        assert available(world.system, [tea(world)]) == {goods: D(20)}
        assert free_supply(world.system, [goods]).free(*goods) == D(20)
    with pytest.raises(OutOfStock) as refused:
        order(world, 21)
    assert refused.value.lines[0]["available"] == "20"
    order(world, 20)
    with pytest.raises(OutOfStock):
        order(world, 1)
    with acting(world.system):
        assert not OrderLine.objects.filter(in_stock(world.system, world.storefront.id)).exists()


def test_an_urgent_order_takes_it_where_it_may(world):
    keep(world, 10)
    order(world, 25, "urgent")
    keep(world, 5, for_urgent=False)
    with pytest.raises(OutOfStock):
        order(world, 1, "urgent")


def test_goods_that_come_leave_it_there_but_for_who_is_urgent():
    queue = Queue(stock=0)
    supply = queue.expect(30, 5)
    normal, urgent = queue.order(25), queue.order(20, "urgent")
    keep(queue.world, 8)
    receive_supply(queue.keeper, supply.id, D(30))
    assert [int(queue.line(number).held) for number in (urgent, normal)] == [20, 2]
    queue.check()


def test_no_row_no_change_and_zero_takes_it_away(world):
    keep(world, 10)
    keep(world, 0)
    with acting(world.system):
        assert not SafetyStock.objects.exists()
    order(world, 30)


def test_freshest_lots_serve_who_needs_them_as_long_as_enough_is_left():
    place = new_id()
    old, fresh = (Balance(new_id(), new_id(), new_id(), place, 0, "", ahead(days), D(10)) for days in (5, 90))
    every = [(each.warehouse_id, each) for each in (old, fresh)]
    safety = {old.warehouse_id: Safety(D(12))}
    assert [each.free for each in beyond_safety(every, [fresh], safety)] == [8]
    assert [each.free for each in beyond_safety(every, [old, fresh], safety)] == [8, 0]
    assert [each.free for each in beyond_safety(every, [old, fresh], safety, urgent=True)] == [10, 10]


def test_every_fault_is_told_and_who_may_not_is_refused(world):
    with pytest.raises(NotAllowed):
        set_safety_stock(world.seller(), [])
    wrong = [SafetyEntry("NONE", "nowhere", D(-1))]
    with pytest.raises(Invalid) as refused:
        set_safety_stock(make_actor(world.supplier, KEEP), wrong)
    assert {(f.path, f.code) for f in refused.value.faults} == {
        ("entries.0.sku", "unknown"),
        ("entries.0.warehouse", "unknown"),
        ("entries.0.quantity", "not-negative"),
    }
    keep(world, 3)
    other = make_actor(world.buyer, KEEP)
    with acting(other):
        assert not safety_stocks(other).items
