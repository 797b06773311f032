"""What is on its way is promised to who waits: first come, first promised, never more than comes."""

from decimal import Decimal

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.actions.save_supply import SupplyEntry, save_supply
from dinghuo.ordering.errors import OutOfStock
from dinghuo.ordering.queries.shelf import Coming, shelf_product
from tests.makers import make_actor
from tests.makers.days import ahead
from tests.ordering.waiting import Queue

D = Decimal
pytestmark = pytest.mark.django_db


def test_twenty_now_and_thirty_with_the_delivery():
    queue = Queue()
    queue.expect(100, 11)
    number = queue.order(50)
    assert queue.state(number) == [(20, 30, ahead(11))]
    queue.check()


def test_what_no_delivery_covers_has_no_day():
    queue = Queue()
    queue.expect(10, 11)
    number = queue.order(50)
    assert queue.state(number) == [(20, 10, None)]
    queue.expect(100, 20, "PO-119")
    assert queue.state(number) == [(20, 30, ahead(20))]
    assert queue.events("order.repromised") == [number]
    queue.check()


def test_the_first_to_come_is_promised_first():
    queue = Queue(stock=0)
    queue.expect(30, 20, "PO-2")
    queue.expect(30, 10, "PO-1")
    first, second = queue.order(30), queue.order(30)
    assert queue.state(first, second) == [(0, 30, ahead(10)), (0, 30, ahead(20))]


def test_accepting_all_promises_the_rest_for_later():
    queue = Queue()
    queue.expect(100, 11)
    number = queue.order(50)
    order = confirm_order(queue.world.seller(), number)
    line = queue.line(number)
    assert (line.allocated, line.backordered, line.promised, line.promised_date) == (20, 30, 30, ahead(11))
    assert order.state == "partly_confirmed"
    queue.check()


def test_what_is_cancelled_is_free_for_the_next():
    queue = Queue()
    queue.expect(30, 11)
    first, second = queue.order(50), queue.order(10)
    assert queue.state(second) == [(0, 0, None)]
    cancel_order(queue.world.purchaser(), first, "Too late")
    assert queue.state(first) == [(0, 0, ahead(11))]
    third = queue.order(40)
    assert queue.state(third) == [(20, 20, ahead(11))]
    queue.check()


def test_goods_are_sold_before_they_are_here_up_to_what_comes():
    queue = Queue(backorder=False)
    queue.expect(30, 11, presale=True)
    number = queue.order(50)
    assert queue.state(number) == [(20, 30, ahead(11))]
    with pytest.raises(OutOfStock) as told:
        queue.order(1)
    assert told.value.lines[0]["available"] == "0"
    queue.check()


def test_what_is_left_of_a_presale_is_told():
    queue = Queue(backorder=False)
    queue.expect(30, 11, presale=True)
    with pytest.raises(OutOfStock) as told:
        queue.order(51)
    assert told.value.instead == {"lines": [{"sku": "TEA", "quantity": "50", "unit": "瓶"}]}
    queue.check()


def test_without_presale_nothing_is_sold_before_it_is_here():
    queue = Queue(backorder=False)
    queue.expect(30, 11)
    with pytest.raises(OutOfStock):
        queue.order(21)


def test_a_preview_promises_the_same_and_nothing():
    queue = Queue()
    queue.expect(100, 11)
    request = OrderRequest(lines=[LineRequest("TEA", D(50))], payment_method="credit")
    [line] = preview_order(queue.world.purchaser(), request).placement.lines
    assert (line.held, line.promised, line.promised_date) == (20, 30, ahead(11))
    queue.check()


def test_every_fault_is_told():
    queue = Queue()
    entry = SupplyEntry("NOTHING", D(0), ahead(-3), " ", "nowhere")
    with pytest.raises(Invalid) as told:
        save_supply(queue.keeper, entry)
    assert {fault.path for fault in told.value.faults} == {
        "sku", "quantity", "expected", "reference", "warehouse",
    }  # fmt: skip


def test_a_buyer_enters_nothing():
    queue = Queue()
    with pytest.raises(NotAllowed):
        save_supply(queue.world.purchaser(), SupplyEntry("TEA", D(1), ahead(1), "PO-1"))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_never_promised_the_same(two_at_once):
    queue = Queue(stock=0, backorder=False)
    queue.expect(50, 11, presale=True)
    outcomes = two_at_once(*[lambda: queue.order(30)] * 2)
    assert sum(isinstance(outcome, OutOfStock) for outcome in outcomes) == 1
    queue.check()


def test_the_shelf_says_from_when_goods_come_that_may_be_ordered_before():
    queue = Queue(stock=0, backorder=False)
    buyer = make_actor(queue.world.buyer, ["catalogue.see_products", "pricing.see_prices"], "Li Na")
    with acting(buyer):
        shown = shelf_product(buyer, queue.world.storefront, queue.world.buyer.id, "TEA").shown
        assert shown.coming is None
    queue.expect(30, 11, presale=True)
    with acting(buyer):
        shown = shelf_product(buyer, queue.world.storefront, queue.world.buyer.id, "TEA").shown
    assert shown.coming == Coming(ahead(11))
