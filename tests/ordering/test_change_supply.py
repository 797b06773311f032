"""A delivery slips, shrinks or won't come: who waits is promised anew, and told."""

from decimal import Decimal

import pytest

from dinghuo.foundation.errors import Invalid, NotFound
from dinghuo.foundation.ids import new_id
from dinghuo.inventory.errors import SupplyClosed
from dinghuo.ordering.actions.cancel_supply import cancel_supply
from dinghuo.ordering.actions.change_supply import SupplyChange, change_supply
from tests.makers import make_actor, make_organisation
from tests.makers.days import ahead
from tests.ordering.waiting import Queue

D = Decimal
pytestmark = pytest.mark.django_db


def test_a_late_delivery_repromises_three_orders():
    queue = Queue(stock=0)
    supply = queue.expect(60, 11)
    numbers = [queue.order(20) for _ in range(3)]
    change_supply(queue.keeper, supply.id, SupplyChange(expected=ahead(18)), "Storm at sea")
    assert queue.state(*numbers) == [(0, 20, ahead(18))] * 3
    assert queue.events("order.repromised") == numbers
    queue.check()


def test_who_waited_longest_gets_the_earlier_delivery():
    queue = Queue(stock=0)
    early = queue.expect(20, 5, "PO-1")
    queue.expect(40, 9, "PO-2")
    first, second, third = (queue.order(20) for _ in range(3))
    assert queue.state(first, second, third) == [(0, 20, ahead(5)), (0, 20, ahead(9)), (0, 20, ahead(9))]
    change_supply(queue.keeper, early.id, SupplyChange(expected=ahead(12)))
    assert queue.state(first, second, third) == [(0, 20, ahead(9)), (0, 20, ahead(9)), (0, 20, ahead(12))]
    assert queue.events("order.repromised") == [first, third]
    queue.check()


def test_urgent_orders_come_first():
    queue = Queue(stock=0)
    supply = queue.expect(20, 5)
    waits, urgent = queue.order(20), queue.order(20, kind="urgent")
    assert queue.state(waits, urgent) == [(0, 20, ahead(5)), (0, 0, None)]
    change_supply(queue.keeper, supply.id, SupplyChange(expected=ahead(6)))
    assert queue.state(waits, urgent) == [(0, 0, None), (0, 20, ahead(6))]


def test_less_comes_than_was_promised():
    queue = Queue(stock=0)
    supply = queue.expect(60, 11)
    first, second = queue.order(40), queue.order(20)
    change_supply(queue.keeper, supply.id, SupplyChange(quantity=D(50)))
    assert queue.state(first, second) == [(0, 40, ahead(11)), (0, 10, None)]
    queue.check()


def test_what_will_not_come_is_promised_to_nobody():
    queue = Queue(stock=0)
    supply = queue.expect(60, 11)
    number = queue.order(40)
    cancel_supply(queue.keeper, supply.id, "Sold out at the factory")
    assert queue.state(number) == [(0, 0, None)]
    with pytest.raises(SupplyClosed):
        change_supply(queue.keeper, supply.id, SupplyChange(quantity=D(50)))
    queue.check()


def test_faults_are_told():
    queue = Queue(stock=0)
    supply = queue.expect(60, 11)
    with pytest.raises(Invalid) as told:
        change_supply(queue.keeper, supply.id, SupplyChange(D(-1), ahead(-1)))
    assert {fault.path for fault in told.value.faults} == {"quantity", "expected"}


def test_another_house_finds_nothing():
    queue = Queue(stock=0)
    supply = queue.expect(60, 11)
    stranger = make_actor(make_organisation(queue.world.market.id, "supplier"), ["ordering.save_supply"])
    for supply_id in (supply.id, new_id()):
        with pytest.raises(NotFound):
            change_supply(stranger, supply_id, SupplyChange(quantity=D(1)))
