"""Shipping: stock, credit and quantities follow; in part, in whole, once."""

from datetime import date
from decimal import Decimal

import pytest

from dinghuo.finance.actions.save_credit_line import save_credit_line
from dinghuo.finance.errors import CreditUnavailable
from dinghuo.finance.permissions import PERMISSIONS as FINANCE
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import LineShipment, ship_order
from dinghuo.fulfilment.errors import NothingToShip
from dinghuo.fulfilment.queries.lines_to_ship import lines_to_ship
from dinghuo.fulfilment.queries.shipments import shipment, shipments, shipments_of
from dinghuo.inventory.models import Movement
from dinghuo.ordering.errors import ApprovalRequired, TooMuch
from tests.makers import make_actor, make_world
from tests.ordering.placed import place

D = Decimal


def test_no_lines_ship_all_that_is_ready(confirmed):
    sent = confirmed.ship(carrier=" SF ", tracking_number="SF-1", note="Handle with care")
    assert (sent.state, sent.carrier, sent.tracking_number) == ("in_transit", "SF", "SF-1")
    assert sent.number.startswith("SH-")
    assert confirmed.carried(sent.number) == [(100, 0, 0, 0), (10, 0, 0, 0)]
    assert confirmed.order.delivery_state == "shipped"
    assert confirmed.stock == [(400, 0), (490, 0)]
    assert confirmed.credit == (0, 1100, 0)
    with pytest.raises(NothingToShip):
        confirmed.ship()


def test_partial_shipments(confirmed):
    one, two = confirmed.ship(50), confirmed.ship(20, 10)
    assert confirmed.carried(one.number) == [(50, 0, 0, 0)]
    assert confirmed.carried(two.number) == [(20, 0, 0, 0), (10, 0, 0, 0)]
    assert [line.shipped for line in confirmed.lines] == [70, 10]
    assert confirmed.order.delivery_state == "partly_shipped"
    assert confirmed.stock == [(430, 30), (490, 0)]
    assert confirmed.credit == (300, 800, 0)


def test_the_movement_names_the_shipment(confirmed):
    sent = confirmed.ship(5)
    with acting(confirmed.world.system):
        move = Movement.objects.get(kind="shipped", market_id=confirmed.world.market.id)
    assert (move.on_hand_delta, move.reserved_delta, move.document_id) == (-5, -5, sent.id)


def test_more_than_is_ready_names_every_line(confirmed):
    with pytest.raises(TooMuch) as refusal:
        confirmed.ship(101, 11)
    assert [(line["line"], line["left"]) for line in refusal.value.lines] == [(1, "100"), (2, "10")]
    assert confirmed.credit == (1100, 0, 0)
    assert confirmed.stock == [(500, 100), (500, 10)]


def test_all_faults_are_told_at_once(confirmed):
    wrong = [
        LineShipment(7, D(1)),
        LineShipment(1, D(0)),
        LineShipment(1, D("0.0000001")),
        LineShipment(2, D("NaN"), lot="x" * 61),
    ]
    with pytest.raises(Invalid) as invalid:
        ship_order(confirmed.actor("supplier"), confirmed.number, wrong, carrier="y" * 101)
    assert [(fault.path, fault.code) for fault in invalid.value.faults] == [
        ("carrier", "too-long"),
        ("lines.0.line", "unknown"),
        ("lines.1.quantity", "positive"),
        ("lines.2.line", "twice"),
        ("lines.2.quantity", "decimals"),
        ("lines.3.quantity", "positive"),
        ("lines.3.lot", "too-long"),
    ]


def test_what_comes_whole_only_leaves_in_no_parts(confirmed):
    parts = [LineShipment(1, D("0.5")), LineShipment(2, D(1))]
    with pytest.raises(Invalid) as invalid:
        ship_order(confirmed.actor("supplier"), confirmed.number, parts)
    assert [(fault.path, fault.code) for fault in invalid.value.faults] == [("lines.0.quantity", "divided")]
    assert confirmed.stock == [(500, 100), (500, 10)]


def test_a_lot_is_kept_with_its_day(confirmed):
    lot = LineShipment(2, D(10), lot="L-9", expires=date(2027, 5, 1))
    sent = ship_order(confirmed.actor("supplier"), confirmed.number, [lot])
    with acting(confirmed.world.system):
        line = sent.lines.get()
    assert (line.lot, line.expires, line.taken[0]["quantity"]) == ("L-9", date(2027, 5, 1), "10")


def test_an_order_awaiting_approval_stays(confirmed):
    placed = place(make_world(), limit="10")
    seller = make_actor(placed.world.supplier, ["fulfilment.ship_order"])
    with pytest.raises(ApprovalRequired):
        ship_order(seller, placed.number)


def test_a_suspended_credit_line_holds_the_goods_back(confirmed):
    world = confirmed.world
    finance = make_actor(world.operator, FINANCE)
    save_credit_line(finance, world.buyer.id, "CNY", D(10000), 30, "suspended")
    with pytest.raises(CreditUnavailable) as refusal:
        confirmed.ship()
    assert world.operator.name in refusal.value.message
    save_credit_line(finance, world.buyer.id, "CNY", D(10), 30, "active")
    assert confirmed.ship().state == "in_transit"


def test_it_is_announced_on_the_orders_timeline(confirmed):
    sent = confirmed.ship(3, carrier="SF")
    assert confirmed.kinds[-1] == "order.shipped"
    with acting(confirmed.world.system):
        from dinghuo.foundation.models import EventRow

        event = EventRow.objects.get(kind="order.shipped", market_id=confirmed.world.market.id)
    assert set(event.parties) == {confirmed.world.buyer.id, confirmed.world.supplier.id}
    assert (event.data["shipment"], event.data["carrier"]) == (sent.number, "SF")
    assert [(line["line"], line["quantity"], line["unit"]) for line in event.data["lines"]] == [
        (1, "3", "瓶")
    ]


def test_only_the_seller_and_the_operator_ship(confirmed):
    with pytest.raises(NotAllowed):
        ship_order(make_actor(confirmed.world.supplier), confirmed.number)
    with pytest.raises(NotAllowed):
        ship_order(confirmed.actor("buyer"), confirmed.number)
    with pytest.raises(NotFound):
        ship_order(confirmed.actor("stranger"), confirmed.number)
    assert ship_order(confirmed.actor("operator"), confirmed.number).state == "in_transit"


def test_two_at_once_ship_it_once(live_confirmed, two_at_once):
    outcomes = two_at_once(lambda: live_confirmed.ship(), lambda: live_confirmed.ship())
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NothingToShip", "Shipment"]
    assert live_confirmed.stock == [(400, 0), (490, 0)]
    assert live_confirmed.credit == (0, 1100, 0)


def test_what_is_to_ship_and_what_is_underway(confirmed):
    seller, buyer, stranger = (
        confirmed.actor("supplier"),
        confirmed.actor("buyer"),
        confirmed.actor("stranger"),
    )
    with acting(seller):
        assert [line.counters.to_ship for line in lines_to_ship(seller).items] == [100, 10]
    one = confirmed.ship(100)
    two = confirmed.ship()
    with acting(seller):
        assert lines_to_ship(seller).items == []
        page = shipments(seller, side="seller", limit=1)
        assert [row.number for row in page.items] == [two.number]
        assert [row.number for row in shipments(seller, limit=1, after=page.next).items] == [one.number]
        assert shipments(seller, need="receive").items == []
    with acting(buyer):
        assert [row.number for row in shipments(buyer, need="receive").items] == [two.number, one.number]
        assert [row.number for row in shipments_of(buyer, confirmed.order.id)] == [one.number, two.number]
        assert shipment(buyer, one.number).lines.all()[0].order_line.position == 1
        assert [row.number for row in shipments(buyer, search=one.number).items] == [one.number]
    with acting(stranger):
        assert shipments(stranger).items == []
        with pytest.raises(NotFound):
            shipment(stranger, one.number)
