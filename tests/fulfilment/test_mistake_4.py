"""mistakes.md 4: reserved quantities drift and never heal - here a balance is the sum of its movements at any instant.

`bin/prove no-oversell` looks at it through two minutes of trade; here each step of an order's life, the checker that
names what differs, and that nothing is locked when anybody outside is called.
"""

from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import F, Sum

from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import LineShipment, ship_order
from dinghuo.inventory.actions.check_stock import check_stock
from dinghuo.inventory.models import Movement, Reservation, Stock
from dinghuo.inventory.queries.differences import differences
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.confirm_order import LineAnswer, confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from tests.makers import make_goods, make_world

D = Decimal


def check(world) -> None:
    """Each balance is the sum of its movements and of what lines hold of it."""
    with acting(world.system):
        moved = Movement.objects.values("stock").annotate(
            there=Sum("on_hand_delta"), kept=Sum("reserved_delta")
        )
        sums = {row["stock"]: (row["there"], row["kept"]) for row in moved}
        held = dict(Reservation.objects.values_list("stock").annotate(Sum("quantity")))
        for stock in Stock.objects.all():
            assert sums[stock.id] == (stock.on_hand, stock.reserved)
            assert held.get(stock.id, D(0)) == stock.reserved
        assert differences(world.system) == []


@pytest.mark.django_db
def test_mistake_4_a_balance_is_the_sum_of_its_movements_after_every_step():
    """Placed, confirmed in part, shipped in part, cancelled: each exit gives back what it doesn't need."""
    world = make_world("100000")
    goods = make_goods(world.supplier, stock=100, price="1")
    request = OrderRequest(lines=[LineRequest(goods.sku, D(60))], payment_method="credit")
    check(world)
    number = place_order(world.purchaser(), request).orders[0].number
    check(world)
    confirm_order(world.seller(), number, [LineAnswer(1, accept=D(50), refuse=D(10), reason="Broken")])
    check(world)
    ship_order(world.seller(), number, [LineShipment(1, D(20))])
    check(world)
    cancel_order(world.seller(), number, "Not needed")
    check(world)
    with acting(world.system):
        balance = Stock.objects.get(variant=goods)
        assert (balance.on_hand, balance.reserved) == (80, 0)


@pytest.mark.django_db
def test_mistake_4_a_checker_names_what_differs():
    """A figure that somebody changed behind the program's back is found and told."""
    world = make_world()
    goods = make_goods(world.supplier, stock=100)
    with acting(world.system):
        Stock.objects.filter(variant=goods).update(on_hand=F("on_hand") - 1)
        [found] = differences(world.system)
        assert (found.on_hand, found.moved_on_hand) == (99, 100)
    [fault] = check_stock(world.system)
    assert goods.sku in fault.label
    with acting(world.system):
        assert EventRow.objects.filter(kind="stock.differs").count() == 1


@pytest.mark.django_db(transaction=True)
def test_mistake_4_no_lock_outlives_the_order():
    """What calls the outside (mail, messages, webhooks) is a job after the transaction: when placing returns, no row is
    locked and no transaction is open."""
    world = make_world()
    goods = make_goods(world.supplier, stock=10)
    request = OrderRequest(lines=[LineRequest(goods.sku, D(1))], payment_method="credit")
    place_order(world.purchaser(), request)
    assert not connection.in_atomic_block
    with acting(world.system):
        list(Stock.objects.select_for_update(nowait=True).filter(variant=goods))
