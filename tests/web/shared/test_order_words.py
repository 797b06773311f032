"""States in the words of a trader, from quantities."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from dinghuo.ordering.rules.counters import Counters
from dinghuo.web.shared.line_words import line_state, notes_of
from dinghuo.web.shared.order_words import method_words, payment_of, progress_of, state_of


def line(unit="箱", base_unit="瓶", factor=1, promised=None, reason="", **quantities):
    counters = Counters(**{name: Decimal(value) for name, value in quantities.items()})
    values = {name: getattr(counters, name) for name in Counters.__dataclass_fields__}
    return SimpleNamespace(
        unit=unit,
        base_unit=base_unit,
        factor=Decimal(factor),
        promised_date=promised,
        answer_reason=reason,
        sharing=None,
        counters=counters,
        **values,
    )


def order(**values):
    usual = {
        "approval": "not_needed",
        "state": "confirmed",
        "delivery_state": "none",
        "payment_state": "unpaid",
        "cancel_requested": False,
        "paid": Decimal(0),
        "payable": Decimal(100),
        "currency": "CNY",
    }
    return SimpleNamespace(**{**usual, **values})


BACKORDERED = {"ordered": 100, "confirmed": 100, "allocated": 80, "backordered": 20}


def test_one_unit_is_told_in_that_unit():
    found = progress_of([line(promised=date(2030, 12, 3), **BACKORDERED)])
    assert (
        found.replace("\N{NO-BREAK SPACE}", " ")
        == "Confirmed 80 of 100 箱, 20 on back-order until 3 Dec 2030"
    )


def test_boxes_that_are_not_whole_are_told_in_base_units():
    found = progress_of([line(factor=24, ordered=240, confirmed=100, allocated=100, refused=140)])
    assert found == "Confirmed 100 of 240 瓶, 140 refused"


def test_lines_in_several_units_are_counted():
    mixed = [
        line(ordered=10, confirmed=10, allocated=10, shipped=10, received=10, accepted=9, rejected=1),
        line(unit="提", ordered=5, confirmed=5, backordered=5),
        line(unit="kg", ordered=3, refused=3),
    ]
    assert progress_of(mixed) == "Confirmed 1 of 3 lines, 1 on back-order, 1 refused, 1 received, 1 rejected"


def test_nothing_answered_says_nothing():
    assert progress_of([line(ordered=10)]) == ""
    assert progress_of([]) == ""


@pytest.mark.parametrize(
    ("values", "side", "shape", "words"),
    [
        ({"approval": "pending"}, "buyer", "waiting", "Waiting for approval"),
        ({"approval": "pending"}, "seller", "waiting", "Waiting for the buyer’s approval"),
        ({"approval": "refused", "state": "cancelled"}, "buyer", "ended", "Not approved"),
        ({"state": "submitted"}, "buyer", "waiting", "Waiting for the seller"),
        ({"state": "submitted"}, "seller", "needs-you", "To answer"),
        ({"state": "partly_confirmed"}, "buyer", "part", "Confirmed in part"),
        ({}, "seller", "part", "To ship"),
        ({"delivery_state": "shipped"}, "buyer", "part", "On its way"),
        ({"delivery_state": "received"}, "buyer", "part", "Received, not paid"),
        ({"delivery_state": "received", "payment_state": "paid"}, "buyer", "done", "Received and paid"),
        ({"state": "completed"}, "buyer", "done", "Completed"),
        ({"state": "cancelled"}, "seller", "ended", "Cancelled"),
        ({"cancel_requested": True}, "seller", "needs-you", "Cancellation asked for"),
    ],
)
def test_states(values, side, shape, words):
    found = state_of(order(**values), side)
    assert (found.shape, found.words) == (shape, words)


def test_who_may_approve_is_told_so():
    assert state_of(order(approval="pending"), may_approve=True).shape == "needs-you"


def test_money():
    assert payment_of(order()).words == "Not paid"
    assert payment_of(order(payment_state="partly_paid", paid=Decimal(40))).words == "Paid ¥40.00 of ¥100.00"
    assert payment_of(order(payment_state="paid", payable=Decimal(0))).words == "Nothing to pay"
    assert method_words("credit", 30) == "On credit, 30 days"
    assert method_words("transfer") == "Bank transfer"


def test_notes_of_a_line_name_what_is_not_as_ordered():
    found = line(
        factor=24,
        promised=date(2030, 12, 3),
        reason="Truck broke down",
        ordered=240,
        confirmed=216,
        allocated=192,
        backordered=24,
        refused=24,
        shipped=100,
    )
    words = [note.words.replace("\N{NO-BREAK SPACE}", " ") for note in notes_of(found)]
    assert words == ["1 箱 on 3 Dec 2030", "1 箱 refused", "100 瓶 on the way", "Truck broke down"]


def test_state_of_a_line():
    assert line_state(line(ordered=1)).words == "Not answered"
    assert line_state(line(ordered=1, refused=1)).words == "Refused"
    assert line_state(line(ordered=2, confirmed=2, allocated=2)).words == "Confirmed"


@pytest.mark.parametrize(
    ("quantities", "words"),
    [
        ({"shipped": 80}, "Shipped 80 of 100 箱"),
        ({"shipped": 100}, "Shipped 100 of 100 箱"),
        ({"shipped": 80, "received": 50, "accepted": 50}, "Shipped 80 of 100 箱, 50 received"),
        (
            {"shipped": 100, "received": 100, "accepted": 98, "rejected": 2},
            "Received 100 of 100 箱, 2 rejected",
        ),
    ],
)
def test_what_all_of_it_has_passed_is_not_told(quantities, words):
    whole = {"ordered": 100, "confirmed": 100, "allocated": 100}
    assert progress_of([line(**whole, **quantities)]) == words
