"""The quantities of a line keep their laws through any life (semantics 4.2)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinghuo.ordering.rules import counters as rules
from dinghuo.ordering.rules.counters import Counters, broken_laws

D = Decimal
QUANTITY = st.decimals(min_value=0, max_value=120, places=2)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["answer", "cancel", "resize", "ship", "receive", "invoice", "give_back"]),
        QUANTITY,
        QUANTITY,
        QUANTITY,
    ),
    max_size=30,
)


def step(c: Counters, name: str, a: Decimal, b: Decimal, d: Decimal) -> Counters | None:
    arguments = {"answer": (a, b, d), "receive": (a, b, d)}.get(name, (a,))
    return getattr(rules, name)(c, *arguments)


@given(ordered=QUANTITY, steps=STEPS)
def test_no_life_breaks_a_law(ordered, steps):
    c = Counters(ordered=ordered)
    for name, a, b, d in steps:
        after = step(c, name, a, b, d)
        if after is not None:
            assert broken_laws(after) == [], (name, a, b, d)
            c = after


def test_a_hundred_ordered_lives_the_life_of_mistake_14():
    """100 ordered, 80 confirmed, shipped 50 + 20, received 68 of which 65 are good, 10 cancelled, 10 on back-order."""
    c = Counters(ordered=D(100))
    c = rules.answer(c, accept=D(80), backorder=D(20), refuse=D(0))
    c = rules.ship(c, D(50))
    c = rules.ship(c, D(20))
    c = rules.receive(c, accepted=D(65), rejected=D(3), lost=D(2))
    c = rules.answer(c, accept=D(0), backorder=D(0), refuse=D(10))
    assert broken_laws(c) == []
    assert (c.pending, c.backordered, c.cancelled_late, c.to_ship, c.in_transit) == (0, 10, 10, 10, 0)
    assert c.payable == 100 - 10 - 3 - 2


@pytest.mark.parametrize(
    ("before", "answer", "after"),
    [
        (Counters(ordered=D(10)), (10, 0, 0), {"confirmed": 10, "allocated": 10}),
        (Counters(ordered=D(10)), (6, 0, 4), {"confirmed": 6, "allocated": 6, "refused": 4}),
        (Counters(ordered=D(10)), (6, 4, 0), {"confirmed": 10, "allocated": 6, "backordered": 4}),
        (Counters(ordered=D(10)), (4, 0, 0), {"confirmed": 4, "allocated": 4, "pending": 6}),
        (Counters(ordered=D(10)), (8, 3, 0), None),
        (
            Counters(ordered=D(10), confirmed=D(10), backordered=D(10)),
            (7, 0, 3),
            {"confirmed": 10, "allocated": 7, "backordered": 0, "cancelled_late": 3},
        ),
        (
            Counters(ordered=D(10), confirmed=D(4), backordered=D(4)),
            (8, 0, 2),
            {"confirmed": 8, "allocated": 8, "refused": 2, "backordered": 0},
        ),
    ],
)
def test_an_answer_concerns_what_is_pending_and_then_the_back_order(before, answer, after):
    got = rules.answer(before, *map(D, answer))
    if after is None:
        assert got is None
    else:
        assert {name: getattr(got, name) for name in after} == after
        assert broken_laws(got) == []


def test_cancelling_takes_the_units_that_are_least_on_their_way():
    c = Counters(ordered=D(10), confirmed=D(7), backordered=D(2), allocated=D(5), shipped=D(3))
    after = rules.cancel(c, D(6))
    assert (after.pending, after.backordered, after.to_ship) == (0, 0, 1)
    assert (after.cancelled_early, after.cancelled_late) == (3, 3)
    assert rules.cancel(c, D(8)) is None


def test_a_smaller_order_is_as_if_it_had_never_been_larger():
    c = Counters(ordered=D(10), confirmed=D(10), allocated=D(10), shipped=D(4))
    after = rules.resize(c, D(6))
    assert (after.ordered, after.confirmed, after.allocated, after.cancelled) == (6, 6, 6, 0)
    assert rules.resize(c, D(3)) is None
    assert rules.resize(c, D(12)).pending == 2
