"""mistakes.md 14: partial shipment and back-order - every unit of a hundred is in one place, in every book."""

from decimal import Decimal

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.receive_shipment import LineReceipt, receive_shipment
from dinghuo.fulfilment.actions.ship_order import LineShipment, ship_order
from dinghuo.fulfilment.permissions import PERMISSIONS as FULFILMENT
from dinghuo.ordering.actions.accept_change import accept_change
from dinghuo.ordering.actions.confirm_order import LineAnswer, confirm_order
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.permissions import PERMISSIONS as ORDERING
from dinghuo.ordering.rules.counters import broken_laws
from tests.makers import make_actor
from tests.makers.days import ahead
from tests.ordering.waiting import Queue

D = Decimal
pytestmark = pytest.mark.django_db


def where(line: OrderLine) -> dict[str, int]:
    """Where the units are that aren't nowhere."""
    names = (
        "ordered",
        "confirmed",
        "backordered",
        "allocated",
        "shipped",
        "received",
        "accepted",
        "rejected",
    )
    return {name: int(getattr(line, name)) for name in names}


def test_a_hundred_ordered_lives_the_life_of_mistake_14():
    queue = Queue(stock=80)
    queue.expect(200, 11)
    seller = make_actor(queue.world.supplier, [*FULFILMENT, *ORDERING], "Chen Wei")
    buyer = make_actor(queue.world.buyer, [*FULFILMENT, *ORDERING], "Li Na")
    number = queue.order(100)

    def look() -> dict[str, int]:
        line = queue.line(number)
        assert broken_laws(line.counters) == []
        assert line.held == line.counters.to_ship + line.counters.pending - max(
            D(0), line.waiting - line.backordered
        )
        queue.check()
        return where(line)

    look()
    confirm_order(seller, number, [LineAnswer(1, accept=D(80), backorder=D(20))])
    assert look() == {
        "ordered": 100, "confirmed": 100, "backordered": 20, "allocated": 80,
        "shipped": 0, "received": 0, "accepted": 0, "rejected": 0,
    }  # fmt: skip
    assert (queue.line(number).promised, queue.line(number).promised_date) == (20, ahead(11))
    first = ship_order(seller, number, [LineShipment(1, D(50))])
    look()
    second = ship_order(seller, number, [LineShipment(1, D(20))])
    look()
    receive_shipment(buyer, first.number, [LineReceipt(1, D(47), D(3), "wet")])
    look()
    receive_shipment(buyer, second.number, [LineReceipt(1, D(18), D(0))])
    assert look()["received"] == 68
    order = queue.line(number).order_id
    with acting(queue.world.system):
        version = OrderLine.objects.select_related("order").get(order_id=order).order.version
    ten_less = [{"kind": "quantity", "line": 1, "quantity": "90"}]
    accept_change(seller, propose_change(buyer, number, version, ten_less, "Fewer guests").id)
    assert look() == {
        "ordered": 90, "confirmed": 90, "backordered": 10, "allocated": 80,
        "shipped": 70, "received": 68, "accepted": 65, "rejected": 3,
    }  # fmt: skip
    line = queue.line(number)
    assert (line.counters.in_transit, line.counters.to_ship, line.promised) == (2, 10, 10)
