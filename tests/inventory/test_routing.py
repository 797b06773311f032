"""Rules choose the warehouse: nearest, whole, fewest, oldest; what lines get in sum is what they get without rules."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinghuo.inventory.rules.balance import Balance
from dinghuo.inventory.rules.routing import Route, nearness
from dinghuo.inventory.rules.supply import Supply
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.states import RoutingRule

D = Decimal
TODAY = date(2026, 11, 22)
SELLER = UUID(int=1)
R = RoutingRule


def place(n: int) -> UUID:
    return UUID(int=100 + n)


def article(n: int) -> UUID:
    return UUID(int=200 + n)


def balance(
    at: int, of: int, free: int, region: str = "", expires: int | None = None, turn: int | None = None
) -> Balance:
    day = TODAY + timedelta(days=expires) if expires is not None else None
    turn = at if turn is None else turn
    stock = UUID(int=10_000 + at * 1000 + of * 100 + (0 if expires is None else expires + 1))
    return Balance(stock, article(of), SELLER, place(at), turn, "", day, D(free), region=region)


def want(n: int, of: int, quantity: int, partial: bool = False) -> Want:
    return Want(UUID(int=300 + n), article(of), SELLER, D(quantity), partial)


def served(rules: list[RoutingRule], balances: list[Balance], wants: list[Want], region: str = ""):
    supply = Supply([replace(b) for b in balances], TODAY, routes={SELLER: Route(1, tuple(rules))})
    return [
        (t.line_id.int - 300, t.warehouse_id.int - 100, int(t.quantity), t.why)
        for t in supply.take(wants, region)
    ]


def test_what_is_in_the_same_district_comes_first_then_city_then_province():
    stock = [
        balance(0, 0, 5),
        balance(1, 0, 5, "330000"[:2]),
        balance(2, 0, 5, "330102"),
        balance(3, 0, 5, "330106"),
        balance(4, 0, 5, "310101"),
    ]
    got = served([R.REGION], stock, [want(0, 0, 18)], "330106")
    assert got == [
        (0, 3, 5, ("region:district",)),
        (0, 2, 5, ("region:city",)),
        (0, 1, 5, ("region:province",)),
        (0, 0, 3, ("usual",)),
    ]


def test_a_warehouse_that_has_the_whole_order_serves_all_of_it():
    stock = [balance(0, 0, 9), balance(0, 1, 1), balance(1, 0, 5), balance(1, 1, 5)]
    wants = [want(0, 0, 4), want(1, 1, 3)]
    assert [row[1] for row in served([], stock, wants)] == [0, 0, 1]
    assert served([R.WHOLE], stock, wants) == [(0, 1, 4, ("whole",)), (1, 1, 3, ("whole",))]


def test_as_few_warehouses_as_can_be():
    stock = [
        *(balance(0, of, 2) for of in range(3)),
        balance(1, 0, 5),
        balance(1, 1, 5),
        balance(2, 2, 5),
    ]
    wants = [want(of, of, 5) for of in range(3)]
    places = {row[1] for row in served([R.FEWEST], stock, wants)}
    assert places == {1, 2}
    assert {row[1] for row in served([], stock, wants)} == {0, 1, 2}


def test_the_first_rule_decides_and_the_next_what_it_leaves_equal():
    near, far = "310101", "440106"
    stock = [
        *(balance(0, of, 9, far) for of in range(2)),
        balance(1, 0, 9, near),
        balance(2, 1, 9, near),
        *(balance(3, of, 9, near) for of in range(2)),
    ]
    wants = [want(0, 0, 5), want(1, 1, 5)]
    assert {row[1] for row in served([R.REGION, R.FEWEST], stock, wants, near)} == {3}
    assert {row[1] for row in served([R.FEWEST, R.REGION], stock, wants, near)} == {3}
    assert {row[1] for row in served([R.WHOLE], stock, wants, near)} == {0}


def test_many_places_are_picked_one_by_one():
    stock = [balance(n, of, 5) for n, of in enumerate([0, 1, 2, 3, 4, 5, 6])]
    stock += [balance(8, of, 5) for of in range(7)]
    wants = [want(of, of, 5) for of in range(7)]
    assert {row[1] for row in served([R.FEWEST], stock, wants)} == {8}


def test_oldest_lots_before_a_turn():
    stock = [balance(0, 0, 5, expires=90), balance(1, 0, 5, expires=30)]
    assert [row[1:] for row in served([R.OLDEST], stock, [want(0, 0, 5)])] == [(1, 5, ("oldest",))]
    assert [row[1] for row in served([R.PRIORITY], stock, [want(0, 0, 5)])] == [0]


def test_the_only_one_that_has_any_is_told_so():
    assert served([R.REGION], [balance(0, 0, 5)], [want(0, 0, 5)]) == [(0, 0, 5, ("only",))]


@pytest.mark.parametrize(
    ("here", "there", "level"),
    [
        ("330106", "330106", 3),
        ("330106", "330102", 2),
        ("3301", "330102", 2),
        ("33", "330102", 1),
        ("310101", "330106", 0),
        ("", "", 0),
        ("441900003", "441900003", 3),
        ("441900003", "441900004", 2),
    ],
)
def test_how_near(here: str, there: str, level: int):
    assert nearness(here, there) == level


REGIONS = st.sampled_from(["", "310101", "330106", "330102", "3301", "44"])
STOCK = st.lists(
    st.tuples(
        st.integers(0, 7), st.integers(0, 3), st.integers(1, 12), REGIONS, st.none() | st.integers(0, 3)
    ),
    max_size=20,
)
WANTS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 20), st.booleans()), max_size=8)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(list(R)), unique=True, max_size=5), STOCK, WANTS, REGIONS)
def test_whatever_the_rules_lines_get_the_same_and_nothing_is_sold_twice(rules, stock, wanted, region):
    rows = {(at, of, days): balance(at, of, free, code, days) for at, of, free, code, days in stock}
    # A warehouse lies in one place, whatever balance names it.
    codes = {at: code for at, _of, _free, code, _days in stock}
    balances = [replace(row, region=codes[at]) for (at, _of, _days), row in rows.items()]
    wants = [want(n, of, quantity, partial) for n, (of, quantity, partial) in enumerate(wanted)]
    routed = Supply([replace(b) for b in balances], TODAY, routes={SELLER: Route(1, tuple(rules))})
    plain = Supply([replace(b) for b in balances], TODAY)
    taken = routed.take(wants, region)

    def by_line(parts):
        got: dict[UUID, Decimal] = {}
        for part in parts:
            got[part.line_id] = got.get(part.line_id, D(0)) + part.quantity
        return got

    assert by_line(taken) == by_line(plain.take(wants))
    free = {b.stock_id: b.free for b in balances}
    for part in taken:
        free[part.stock_id] -= part.quantity
    assert min(free.values(), default=D(0)) >= 0
    assert all(part.why and part.quantity > 0 for part in taken)
    routed.put_back(taken)
    assert all(routed.free(b.variant_id, SELLER) == plain_free(balances, b.variant_id) for b in balances)


def plain_free(balances: list[Balance], variant: UUID) -> Decimal:
    return sum((b.free for b in balances if b.variant_id == variant), D(0))
