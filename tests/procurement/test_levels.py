"""When to order and how much: the textbook's arithmetic, packs, and goods that grow old."""

from decimal import Decimal
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinghuo.procurement.rules.levels import Demand, demand_of, levels_of, service_factor
from dinghuo.procurement.rules.quantity import Terms, life_cap, quantity_of, standing_of
from dinghuo.procurement.states import Standing

D = Decimal


def test_demand_counts_days_without_orders():
    demand = demand_of(D(40), D(30 * 30 + 10 * 10), 10)
    days = [30, 10, 0, 0, 0, 0, 0, 0, 0, 0]
    assert demand.per_day == 4
    assert demand.deviation == pytest.approx(sqrt(sum((day - 4) ** 2 for day in days) / 9))


def test_the_reorder_point_of_the_textbook():
    # 40 a day, give or take 15, four days of waiting, 95 in a hundred: 160 + 1.645 * 15 * 2 = 209.3.
    levels = levels_of(Demand(40, 15), 4, 0, service_factor(0.95))
    assert (levels.safety, levels.reorder_point) == (50, 210)
    assert levels.order_up_to == 210
    # A week until the next order is waited for as well: 440 + 1.645 * 15 * sqrt(11) = 521.8.
    assert levels_of(Demand(40, 15), 4, 7, service_factor(0.95)).order_up_to == 522


def test_a_half_of_the_service_asks_for_no_reserve():
    assert levels_of(Demand(10, 99), 4, 0, service_factor(0.5)).safety == 0


@pytest.mark.parametrize(
    ("position", "up_to", "terms", "cap", "wanted"),
    [
        (10, 100, Terms(D(1), D(1)), None, 90),
        (10, 100, Terms(D(1), D(24)), None, 96),
        (10, 100, Terms(D(120), D(24)), None, 120),
        (10, 100, Terms(D(1), D(10), D(24)), None, 120),
        (-30, 100, Terms(D(1), D(1)), None, 130),
        (10, 100, Terms(D(24), D(24)), 70, 48),
        (10, 100, Terms(D(72), D(24)), 70, 0),
        (10, 100, Terms(D("0.5"), D("0.5")), None, 90),
    ],
)
def test_whole_packs_and_no_more_than_keeps(position, up_to, terms, cap, wanted):
    given_cap = None if cap is None else D(cap)
    assert quantity_of(D(position), D(up_to), terms, given_cap) == wanted


def test_what_keeps_thirty_days_and_must_have_ten_left_sells_for_twenty():
    assert life_cap(2.5, 30, 10) == 50
    assert life_cap(2.5, 5, 10) == 0
    assert life_cap(2.5, None, 10) is None


@pytest.mark.parametrize(
    ("position", "standing"),
    [(20, Standing.LOW), (21, Standing.ENOUGH), (110, Standing.ENOUGH), (111, Standing.OVER)],
)
def test_standing(position, standing):
    assert standing_of(D(position), D(20), D(50), D(60)) == standing


def test_nothing_wanted_and_nothing_there_is_enough():
    assert standing_of(D(0), D(0), D(0), D(0)) == Standing.ENOUGH


@given(
    st.integers(-500, 500), st.integers(1, 500), st.integers(1, 40), st.integers(1, 40), st.integers(0, 900)
)
def test_orders_are_whole_steps_and_fit(position, above, minimum, multiple, cap):
    terms, up_to = Terms(D(minimum), D(multiple)), D(position + above)
    wanted = quantity_of(D(position), up_to, terms, D(cap))
    assert wanted % multiple == 0
    assert wanted == 0 or (wanted >= minimum and position + wanted <= cap)
    free = quantity_of(D(position), up_to, terms, None)
    assert position + free >= up_to
    assert wanted <= free
