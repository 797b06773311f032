"""Offers are ranked by a formula that anybody can work out from what is printed."""

import re
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from dinghuo.catalogue.rules.ranking import Terms, Weights, rank

TENTH = Decimal("0.1")
prices = st.none() | st.decimals(min_value="0.000001", max_value="99999", places=6)
scores = st.none() | st.decimals(min_value=0, max_value=100, places=1)
offers = st.lists(st.tuples(prices, st.integers(0, 400), scores), min_size=1, max_size=8)
weights = st.tuples(*[st.integers(0, 100)] * 3).filter(any).map(lambda each: Weights(*each))


def terms(rows) -> list[Terms]:
    return [Terms(UUID(int=i + 1), *row) for i, row in enumerate(rows)]


def worked_out(formula: str) -> Decimal:
    """What the printed formula comes to, read as a person would."""
    inside, total, told = re.fullmatch(r"\((.*)\) ÷ (\d+) = ([\d.]+)", formula).groups()
    parts = [part.split(" × ") for part in inside.split(" + ")]
    assert sum(int(weight) for weight, _points in parts) == int(total)
    found = sum(int(weight) * Decimal(points) for weight, points in parts) / int(total)
    assert found.quantize(TENTH, ROUND_HALF_UP) == Decimal(told)
    return Decimal(told)


@given(offers, weights)
def test_the_ranking_is_the_printed_formula(rows, weights) -> None:
    given_terms = terms(rows)
    ranked = rank(given_terms, weights)
    assert {each.key for each in ranked} == {each.key for each in given_terms}
    known = {each.key: each for each in given_terms}
    is_priced = any(each.price is not None for each in given_terms)
    order = []
    for each in ranked:
        points = worked_out(each.formula) if each.formula else Decimal(0)
        assert points == (each.points or 0)
        last = is_priced and known[each.key].price is None
        order.append((last, -points, each.key))
    assert order == sorted(order)


@given(offers, weights)
def test_each_measure_is_what_the_page_says_of_it(rows, weights) -> None:
    given_terms = terms(rows)
    known = {each.key: each for each in given_terms}
    lowest = min((each.price for each in given_terms if each.price is not None), default=None)
    shortest = min(each.lead_time_days for each in given_terms)
    for each in rank(given_terms, weights):
        offer = known[each.key]
        right = {
            "price": None if offer.price is None else 100 * (lowest / offer.price),
            "lead-time": 100 * (Decimal(shortest + 1) / (offer.lead_time_days + 1)),
            "score": offer.score,
        }
        for one in each.measures:
            assert one.points == right[one.measure].quantize(TENTH, ROUND_HALF_UP)
            assert one.weight == getattr(weights, one.measure.replace("-", "_")) > 0


def test_what_is_not_known_is_not_counted() -> None:
    rows = [(Decimal(10), 1, None), (Decimal(11), 1, Decimal(50))]
    cheap, good = rank(terms(rows), Weights())
    assert cheap.formula == "(60 × 100.0 + 20 × 100.0) ÷ 80 = 100.0"
    assert good.formula == "(60 × 90.9 + 20 × 100.0 + 20 × 50.0) ÷ 100 = 84.5"


def test_what_has_no_price_comes_last() -> None:
    first, last = rank(terms([(None, 0, Decimal(100)), (Decimal(10), 300, Decimal(1))]), Weights())
    assert (first.key.int, last.key.int) == (2, 1)
