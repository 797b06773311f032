"""What has come is handed to who waited, urgent orders first, then in turn or in proportion."""

from decimal import Decimal

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.set_sharing_rule import set_sharing_rule
from dinghuo.inventory.errors import SupplyClosed
from dinghuo.inventory.models import StockDocument
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.receive_supply import receive_supply
from tests.makers.days import ahead
from tests.ordering.waiting import Queue

D = Decimal
pytestmark = pytest.mark.django_db


def test_back_orders_are_served_in_turn():
    queue = Queue(stock=0)
    supply = queue.expect(100, 11)
    first, second, third = (queue.order(40) for _ in range(3))
    confirm_order(queue.world.seller(), first)
    receive_supply(queue.keeper, supply.id, D(60))
    assert queue.state(first, second, third) == [(40, 0, ahead(11)), (20, 20, ahead(11)), (0, 20, None)]
    line = queue.line(first)
    assert (line.allocated, line.backordered) == (40, 0)
    assert queue.events("order.served") == [first, second]
    with acting(queue.world.system):
        served = EventRow.objects.filter(kind="order.served").order_by("id").last()
        assert served.data["lines"][0]["rule"] == "in_turn"
        assert (served.data["lines"][0]["place"], served.data["lines"][0]["of"]) == (2, 3)
    queue.check()


def test_more_than_was_expected_is_received_as_well():
    queue = Queue(stock=0)
    supply = queue.expect(10, 11)
    number = queue.order(30)
    known, document = receive_supply(queue.keeper, supply.id, D(25), "L1", ahead(300))
    assert (known.state, known.quantity, known.received) == ("received", 25, 25)
    assert queue.state(number) == [(25, 0, None)]
    with acting(queue.world.system):
        assert StockDocument.objects.get(number=document.number).state == "posted"
    with pytest.raises(SupplyClosed):
        receive_supply(queue.keeper, supply.id, D(1))
    queue.check()


def test_goods_too_few_for_all_are_shared_in_proportion_by_whole_boxes():
    queue = Queue(stock=0, box=6)
    set_sharing_rule(queue.keeper, "proportional")
    supply = queue.expect(60, 11)
    first, second, third = queue.order(10, unit="箱"), queue.order(5, unit="箱"), queue.order(5, unit="箱")
    receive_supply(queue.keeper, supply.id)
    held = [int(queue.line(number).held) for number in (first, second, third)]
    assert sum(held) == 60
    assert all(part % 6 == 0 for part in held)
    assert held == [30, 18, 12]
    queue.check()


def test_an_urgent_order_goes_before_the_share_of_others():
    queue = Queue(stock=0)
    set_sharing_rule(queue.keeper, "proportional")
    supply = queue.expect(60, 11)
    first, urgent, third = queue.order(40), queue.order(40, kind="urgent"), queue.order(40)
    receive_supply(queue.keeper, supply.id)
    assert [int(queue.line(each).held) for each in (first, urgent, third)] == [10, 40, 10]


def test_who_may_not_receive_stock_receives_nothing():
    queue = Queue(stock=0)
    supply = queue.expect(60, 11)
    with pytest.raises(NotAllowed):
        receive_supply(queue.world.seller(), supply.id)
    with pytest.raises(Invalid):
        receive_supply(queue.keeper, supply.id, D(-1))


@pytest.mark.django_db(transaction=True)
def test_a_delivery_is_received_once_though_two_receive_it_at_once(two_at_once):
    queue = Queue(stock=0)
    supply = queue.expect(60, 11)
    number = queue.order(40)
    outcomes = two_at_once(*[lambda: receive_supply(queue.keeper, supply.id)] * 2)
    assert sum(isinstance(outcome, SupplyClosed) for outcome in outcomes) == 1
    assert queue.state(number)[0][:2] == (40, 0)
    queue.check()
