"""Receiving: accepted and rejected, in part, once; what is missing stays on its way until it is written off."""

from decimal import Decimal

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.declare_lost import declare_lost
from dinghuo.fulfilment.actions.receive_shipment import LineReceipt, receive_shipment
from dinghuo.fulfilment.errors import AlreadyReceived
from dinghuo.fulfilment.queries.shipments import count_underway, shipment
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.confirm_order import LineAnswer, confirm_order
from tests.fulfilment.conftest import Confirmed
from tests.makers import make_actor, make_world
from tests.ordering.placed import place

D = Decimal


def receive(confirmed, number, *lines, **more):
    return receive_shipment(confirmed.actor("buyer"), number, lines, **more)


def test_no_lines_accept_all(confirmed):
    sent = confirmed.ship()
    receipt = receive(confirmed, sent.number, note="Thanks")
    assert receipt.number.startswith("RC-")
    assert confirmed.carried(sent.number) == [(100, 100, 0, 0), (10, 10, 0, 0)]
    assert confirmed.shipment(sent.number).state == "received"
    assert confirmed.order.delivery_state == "received"
    assert confirmed.credit == (0, 1100, 0)


def test_rejected_units_free_their_credit_and_say_why(confirmed):
    sent = confirmed.ship()
    receive(confirmed, sent.number, LineReceipt(1, D(95), D(5), "broken"), LineReceipt(2, D(10)))
    assert [(line.accepted, line.rejected) for line in confirmed.lines] == [(95, 5), (10, 0)]
    assert confirmed.credit == (0, 1050, 0)
    assert confirmed.order.payable == 1050
    with acting(confirmed.world.system):
        line = confirmed.shipment(sent.number).lines.get(position=1)
    assert line.reason == "broken"


def test_what_is_missing_stays_on_its_way(confirmed):
    sent = confirmed.ship()
    receive(confirmed, sent.number, LineReceipt(1, D(60)))
    assert confirmed.shipment(sent.number).state == "partly_received"
    assert confirmed.credit == (0, 1100, 0)
    receive(confirmed, sent.number, LineReceipt(1, D(38), D(1)), LineReceipt(2, D(10)))
    assert confirmed.carried(sent.number) == [(100, 98, 1, 0), (10, 10, 0, 0)]
    buyer = confirmed.actor("buyer")
    with acting(buyer):
        assert count_underway(buyer, "buyer") == 1
    lost = declare_lost(confirmed.actor("supplier"), sent.number, "Fell off the lorry")
    assert lost.state == "received"
    assert confirmed.carried(sent.number)[0] == (100, 98, 1, 1)
    assert confirmed.credit == (0, 1080, 0)
    with acting(buyer):
        assert count_underway(buyer, "buyer") == 0
        assert [len(one.lines.all()) for one in shipment(buyer, sent.number).receipts.all()] == [1, 2]


def test_nothing_is_received_twice(confirmed):
    sent = confirmed.ship()
    receive(confirmed, sent.number)
    for again in ((), (LineReceipt(1, D(1)),)):
        with pytest.raises(AlreadyReceived) as refusal:
            receive(confirmed, sent.number, *again)
        assert refusal.value.instead == {"state": "received"}
    assert [line.accepted for line in confirmed.lines] == [100, 10]


def test_two_at_once_receive_it_once(live_confirmed, two_at_once):
    sent = live_confirmed.ship()
    buyer = live_confirmed.actor("buyer")
    outcomes = two_at_once(*[lambda: receive_shipment(buyer, sent.number)] * 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyReceived", "Receipt"]
    assert [line.accepted for line in live_confirmed.lines] == [100, 10]


def test_all_faults_are_told_at_once(confirmed):
    sent = confirmed.ship(100)
    wrong = (
        LineReceipt(2, D(1)),
        LineReceipt(1, D(99), D(2)),
        LineReceipt(1, D(1)),
        LineReceipt(1, D(-1)),
    )
    with pytest.raises(Invalid) as invalid:
        receive(confirmed, sent.number, *wrong)
    assert [(fault.path, fault.code) for fault in invalid.value.faults] == [
        ("lines.0.line", "unknown"),
        ("lines.1.rejected", "too-much"),
        ("lines.2.line", "twice"),
        ("lines.3.line", "twice"),
    ]
    for line in (LineReceipt(1, D(-1)), LineReceipt(1, D("Infinity")), LineReceipt(1, D("0.0000001"))):
        with pytest.raises(Invalid):
            receive(confirmed, sent.number, line)
    with pytest.raises(Invalid) as nothing:
        receive(confirmed, sent.number, LineReceipt(1))
    assert nothing.value.faults[0].code == "nothing"


def test_it_is_announced_with_what_was_found(confirmed):
    sent = confirmed.ship(100)
    receipt = receive(confirmed, sent.number, LineReceipt(1, D(90), D(10), "wet"))
    assert confirmed.kinds[-1] == "shipment.received"
    with acting(confirmed.world.system):
        from dinghuo.foundation.models import EventRow

        event = EventRow.objects.get(kind="shipment.received", market_id=confirmed.world.market.id)
    assert (event.data["shipment"], event.data["receipt_id"]) == (sent.number, str(receipt.id))
    assert (event.why, event.data["lines"][0]["accepted"], event.data["lines"][0]["rejected"]) == (
        "wet",
        "90",
        "10",
    )


def test_only_the_buyer_and_the_operator_receive(confirmed):
    sent = confirmed.ship(100)
    with pytest.raises(NotAllowed):
        receive_shipment(make_actor(confirmed.world.buyer), sent.number)
    with pytest.raises(NotAllowed):
        receive_shipment(confirmed.actor("supplier"), sent.number)
    with pytest.raises(NotFound):
        receive_shipment(confirmed.actor("stranger"), sent.number)
    with pytest.raises(NotFound):
        receive_shipment(confirmed.actor("buyer"), "SH-0000-000000")
    assert receive_shipment(confirmed.actor("operator"), sent.number).shipment_id == sent.id


def test_only_the_seller_and_the_operator_write_off(confirmed):
    sent = confirmed.ship(100)
    with pytest.raises(NotAllowed):
        declare_lost(confirmed.actor("buyer"), sent.number, "gone")
    with pytest.raises(NotAllowed):
        declare_lost(make_actor(confirmed.world.supplier), sent.number, "gone")
    with pytest.raises(NotFound):
        declare_lost(confirmed.actor("stranger"), sent.number, "gone")
    with pytest.raises(Invalid) as invalid:
        declare_lost(confirmed.actor("supplier"), sent.number, " ", [2])
    assert [fault.code for fault in invalid.value.faults] == ["required", "unknown"]
    assert declare_lost(confirmed.actor("operator"), sent.number, "gone", [1]).state == "lost"
    assert confirmed.kinds[-1] == "shipment.lost"
    with pytest.raises(AlreadyReceived):
        declare_lost(confirmed.actor("supplier"), sent.number, "gone")


def test_every_invariant_of_a_partial_life(db):
    """Mistake 14: 100 ordered, 80 confirmed, 50 and 20 shipped, 68 found, 65 of them good, the rest cancelled."""
    placed = place(make_world(), quantities=(100,))
    deal = Confirmed(placed.world, placed.number)
    confirm_order(deal.actor("supplier"), deal.number, [LineAnswer(1, accept=D(80), backorder=D(20))])
    one, two = deal.ship(50), deal.ship(20)
    receive(deal, one.number, LineReceipt(1, D(49), D(1), "broken"))
    receive(deal, two.number, LineReceipt(1, D(16), D(2), "broken"))
    line = deal.lines[0]
    assert (line.shipped, line.received, line.accepted, line.rejected) == (70, 68, 65, 3)
    assert line.counters.in_transit == 2
    assert deal.credit == (300, 670, 0)
    cancel_order(deal.actor("supplier"), deal.number, "Sold out")
    line = deal.lines[0]
    assert (line.cancelled_late, line.counters.payable, deal.order.payable) == (30, 67, 670)
    assert deal.credit == (0, 670, 0)
    assert deal.stock == [(430, 0)]
