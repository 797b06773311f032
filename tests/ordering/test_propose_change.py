"""Changing an order: one side proposes on what it saw, the other agrees, and only the difference is checked."""

from decimal import Decimal

import pytest

from dinghuo.finance.errors import CreditExceeded
from dinghuo.foundation.errors import Invalid, NotAllowed, StaleVersion
from dinghuo.foundation.states import WrongState
from dinghuo.ordering.actions.accept_change import accept_change
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.decline_change import decline_change
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.errors import OutOfStock
from tests.makers import make_goods, make_world
from tests.makers.days import ahead
from tests.ordering.placed import Placed, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def placed():
    return place(make_world())


def propose(placed, *actions, by=None, version=None):
    actor = by or placed.world.purchaser()
    return propose_change(actor, placed.number, version or placed.order.version, actions, "need less")


def test_a_proposal_tells_what_it_means_and_changes_nothing(placed):
    change = propose(placed, {"kind": "quantity", "line": 1, "quantity": "120"})
    assert change.consequences == {
        "total_before": "1100.00",
        "total_after": "1300.00",
        "currency": "CNY",
        "credit": "200.00",
        "approval": "not_needed",
    }
    assert [line.ordered for line in placed.lines] == [100, 10]
    assert placed.reserved == [100, 10]
    assert placed.credit == (1100, 0, 0)


def test_more_and_less_and_gone_after_the_answer(placed):
    confirm_order(placed.world.seller(), placed.number)
    change = propose(placed, {"kind": "quantity", "line": 1, "quantity": "60"}, {"kind": "remove", "line": 2})
    accept_change(placed.world.seller(), change.id)
    first, second = placed.lines
    assert (first.ordered, first.allocated, first.extended, second.ordered, second.total) == (
        60,
        60,
        600,
        0,
        0,
    )
    assert placed.reserved == [60, 0]
    assert placed.credit == (600, 0, 0)
    assert (placed.order.total, placed.order.state) == (600, "confirmed")


def test_what_is_more_waits_for_an_answer(placed):
    confirm_order(placed.world.seller(), placed.number)
    accept_change(
        placed.world.seller(), propose(placed, {"kind": "quantity", "line": 1, "quantity": "130"}).id
    )
    assert placed.lines[0].counters.pending == 30
    assert placed.order.state == "partly_confirmed"
    assert placed.credit == (1400, 0, 0)


def test_adding_and_replacing_lines(placed):
    goods = make_goods(placed.world.supplier, price="3", stock=50)
    change = propose(
        placed,
        {"kind": "add", "sku": goods.sku, "quantity": "5"},
        {"kind": "replace", "line": 2, "sku": goods.sku, "quantity": "7"},
    )
    accept_change(placed.world.seller(), change.id)
    lines = placed.lines
    assert [line.ordered for line in lines] == [100, 0, 5, 7]
    assert lines[3].replaces_id == lines[1].id
    assert placed.order.total == 1036
    assert placed.credit == (1036, 0, 0)


def test_dates_and_addresses(placed):
    change = propose(placed, {"kind": "date", "date": str(ahead(32))})
    accept_change(placed.world.seller(), change.id)
    assert {line.requested_date for line in placed.lines} == {ahead(32)}
    promise = propose(placed, {"kind": "date", "line": 1, "date": str(ahead(36))}, by=placed.world.seller())
    accept_change(placed.world.purchaser(), promise.id)
    assert [line.promised_date for line in placed.lines] == [ahead(36), None]


def test_the_difference_is_checked_again(placed):
    goods = make_goods(placed.world.supplier, stock=3)
    with pytest.raises(OutOfStock):
        propose(placed, {"kind": "add", "sku": goods.sku, "quantity": "5"})
    with pytest.raises(CreditExceeded):
        propose(placed, {"kind": "quantity", "line": 1, "quantity": "1000"})


def test_a_stale_version_is_refused_at_both_ends(placed):
    change = propose(placed, {"kind": "quantity", "line": 1, "quantity": "60"})
    confirm_order(placed.world.seller(), placed.number)
    with pytest.raises(StaleVersion):
        accept_change(placed.world.seller(), change.id)
    with pytest.raises(StaleVersion):
        propose(placed, {"kind": "remove", "line": 1}, version=1)


def test_only_the_other_side_accepts_and_once(placed):
    change = propose(placed, {"kind": "remove", "line": 2})
    with pytest.raises(NotAllowed):
        accept_change(placed.world.purchaser(), change.id)
    decline_change(placed.world.purchaser(), change.id, "changed my mind")
    with pytest.raises(WrongState):
        accept_change(placed.world.seller(), change.id)


def test_every_fault_is_told(placed):
    with pytest.raises(Invalid) as told:
        propose(
            placed,
            {"kind": "explode"},
            {"kind": "quantity", "line": 7},
            {"kind": "date", "date": "tomorrow"},
            {"kind": "add", "sku": "", "quantity": "-1"},
        )
    assert [(fault.path, fault.code) for fault in told.value.faults] == [
        ("actions.0.kind", "unknown"),
        ("actions.1.quantity", "required"),
        ("actions.2.date", "malformed"),
        ("actions.3.sku", "required"),
        ("actions.3.quantity", "positive"),
        ("actions.1.line", "unknown"),
    ]


def test_a_larger_total_waits_for_approval_again():
    placed = place(make_world(), quantities=(10,))
    change = propose(
        placed, {"kind": "quantity", "line": 1, "quantity": "20"}, by=placed.world.purchaser("150")
    )
    assert change.consequences["approval"] == "needed"


def test_a_new_quantity_fits_the_packing_like_a_first_one():
    world = make_world()
    wine = make_goods(world.supplier, stock=500, minimum=12, multiple=6)
    order = OrderRequest([LineRequest(wine.sku, Decimal(24))], "credit")
    placed = Placed(world, place_order(world.purchaser(), order).orders[0].number)
    for quantity, code in (("1.5", "below-minimum"), ("25", "no-multiple"), ("30.5", "no-multiple")):
        with pytest.raises(Invalid) as refused:
            propose(placed, {"kind": "quantity", "line": 1, "quantity": quantity})
        assert [(fault.path, fault.code) for fault in refused.value.faults] == [("actions.0.quantity", code)]
    assert propose(placed, {"kind": "quantity", "line": 1, "quantity": "30"}).id
    boxed = make_goods(world.supplier, stock=500, box=12, minimum=12, multiple=12)
    order = OrderRequest([LineRequest(boxed.sku, Decimal(2), "箱")], "credit")
    in_boxes = Placed(world, place_order(world.purchaser(), order).orders[0].number)
    assert propose(in_boxes, {"kind": "quantity", "line": 1, "quantity": "3"}).id
    # A seller may give what is left of an opened box.
    assert propose(placed, {"kind": "quantity", "line": 1, "quantity": "25"}, by=world.seller()).id
