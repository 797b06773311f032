"""Days wanted and promised lie ahead, and not a lifetime."""

from datetime import date
from decimal import Decimal

import pytest

from dinghuo.foundation.errors import Invalid
from dinghuo.ordering.actions.confirm_order import LineAnswer, confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.models import Order
from dinghuo.ordering.rules.days import day_fault
from tests.makers import make_goods, make_world
from tests.makers.days import ahead
from tests.ordering.placed import place

D = Decimal
TODAY = date(2028, 2, 29)


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (date(2028, 2, 28), "past"),
        (TODAY, None),
        (date(2038, 2, 28), None),
        (date(2038, 3, 1), "too-far"),
        (date(9999, 12, 31), "too-far"),
        (date(1, 1, 1), "past"),
    ],
)
def test_from_today_on_within_ten_years(day, fault):
    assert day_fault(day, TODAY) == fault


@pytest.mark.django_db
def test_an_order_for_a_day_that_has_passed_is_refused_line_by_line():
    world = make_world()
    goods = make_goods(world.supplier, stock=10)
    request = OrderRequest(
        [
            LineRequest(goods.sku, D(1), requested_date=ahead(-9)),
            LineRequest(goods.sku, D(1), requested_date=ahead(2)),
            LineRequest(goods.sku, D(0), requested_date=ahead(9999)),
        ],
        "credit",
        requested_date=ahead(-2),
    )
    with pytest.raises(Invalid) as refused:
        place_order(world.purchaser(), request)
    assert {fault.path: fault.code for fault in refused.value.faults} == {
        "delivery.requested_date": "past",
        "lines.0.requested_date": "past",
        "lines.2.requested_date": "too-far",
        "lines.2.quantity": "positive",
    }
    assert {fault.message for fault in refused.value.faults if fault.code == "past"} == {
        "This day has passed."
    }


@pytest.mark.django_db
def test_a_promise_for_a_day_that_has_passed_is_refused_and_nothing_is_answered():
    placed = place(make_world())
    answers = [
        LineAnswer(1, D(80), D(20), promised_date=ahead(-3)),
        LineAnswer(2, D(10), promised_date=ahead(9999)),
    ]
    with pytest.raises(Invalid) as refused:
        confirm_order(placed.world.seller(), placed.number, answers)
    assert [(fault.path, fault.message) for fault in refused.value.faults] == [
        ("lines.0.promised_date", "This day has passed."),
        ("lines.1.promised_date", "This is more than 10 years ahead."),
    ]
    assert [(line.confirmed, line.promised_date) for line in placed.lines] == [(0, None), (0, None)]


@pytest.mark.django_db
def test_a_change_to_a_day_that_has_passed_is_refused():
    placed = place(make_world())
    actions = [{"kind": "date", "date": str(ahead(-3))}, {"kind": "date", "line": 1, "date": str(ahead(3))}]
    order: Order = placed.order
    with pytest.raises(Invalid) as refused:
        propose_change(placed.world.purchaser(), order.number, order.version, actions, "Sooner")
    assert [(fault.path, fault.code) for fault in refused.value.faults] == [("actions.0.date", "past")]
