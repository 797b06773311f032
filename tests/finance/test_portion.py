"""Parts of a line sum exactly to the line, however it is cut."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinghuo.finance.rules.exposure import Buckets, LineUse, exposure, payable
from dinghuo.finance.rules.portion import LineValue, amount_upto, value_between, value_upto

amounts = st.integers(0, 10**12).map(lambda cents: Decimal(cents) / 100)
units = st.decimals("0.000001", "99999", places=6)


@st.composite
def lines(draw):
    extended = draw(amounts)
    discount = draw(st.integers(0, int(extended * 100))) / Decimal(100)
    return LineValue(extended, discount, draw(amounts)), draw(units)


@given(lines(), st.lists(st.decimals(0, 1, places=4), max_size=6))
def test_consecutive_parts_are_the_line(line, cuts):
    value, whole = line
    places = sorted({Decimal(0), whole, *[(whole * cut).quantize(Decimal("0.000001")) for cut in cuts]})
    parts = [
        value_between(value, start, end, whole, "CNY") for start, end in zip(places, places[1:], strict=False)
    ]
    assert sum(parts, LineValue()) == value
    for part in parts:
        assert min(part.extended, part.net, part.tax, part.gross) >= 0
        assert part.gross == part.extended - part.discount + part.tax
        assert part.extended == part.extended.quantize(Decimal("0.01"))


@given(lines(), st.decimals(0, 1, places=4))
def test_a_first_part_has_no_negative_discount(line, cut):
    value, whole = line
    part = value_upto(value, (whole * cut).quantize(Decimal("0.000001")), whole, "CNY")
    assert part.discount >= 0


def test_half_up_and_whole():
    assert amount_upto(Decimal("0.05"), Decimal(1), Decimal(2), "CNY") == Decimal("0.03")
    assert amount_upto(Decimal("0.05"), Decimal(2), Decimal(2), "CNY") == Decimal("0.05")
    assert amount_upto(Decimal(100), Decimal(1), Decimal(3), "JPY") == Decimal(33)
    with pytest.raises(ValueError, match="not a part"):
        amount_upto(Decimal(1), Decimal(3), Decimal(2), "CNY")


@st.composite
def uses(draw):
    value, whole = draw(lines())
    shares = sorted(draw(st.lists(st.decimals(0, 1, places=3), min_size=3, max_size=3)))
    a, b, c = [(whole * share).quantize(Decimal("0.000001")) for share in shares]
    return LineUse(value, whole, gone=whole - c, out=b - a, invoiced=a)


@given(st.lists(uses(), max_size=4), amounts)
def test_buckets_are_never_negative_and_add_up_to_what_is_payable(order, freight):
    invoiced = sum(
        (value_upto(line.value, line.invoiced, line.units, "CNY").gross for line in order), Decimal(0)
    )
    buckets = exposure(order, freight, False, invoiced, "CNY")
    assert min(buckets.ordered, buckets.shipped, buckets.invoiced) >= 0
    assert buckets.used == payable(order, freight, "CNY")


def test_an_order_of_which_nothing_is_left_uses_nothing():
    gone = LineUse(LineValue(Decimal(10)), Decimal(3), gone=Decimal(3), out=Decimal(0), invoiced=Decimal(0))
    assert exposure([gone], Decimal(5), False, Decimal(0), "CNY") == Buckets()
    assert payable([gone], Decimal(5), "CNY") == 0
