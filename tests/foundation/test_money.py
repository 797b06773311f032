"""Money never mixes currencies and its parts always add up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinghuo.foundation import formats
from dinghuo.foundation.errors import CurrencyMismatch, UnitMismatch
from dinghuo.foundation.money import Money, read_price, round_amount, split_amount
from dinghuo.foundation.quantity import Quantity, plain

D = Decimal


@given(
    units=st.integers(min_value=-(10**12), max_value=10**12),
    weights=st.lists(st.decimals(min_value=0, max_value=10**6, places=4), min_size=1, max_size=40),
    currency=st.sampled_from(["CNY", "JPY", "KWD"]),
)
def test_a_split_adds_up_and_no_part_is_off_by_a_unit(units, weights, currency):
    unit = {"CNY": D("0.01"), "JPY": D(1), "KWD": D("0.001")}[currency]
    total = units * unit
    parts = split_amount(total, weights, currency)
    assert sum(parts) == total
    whole = sum(weights)
    if whole:
        assert all(
            abs(part - total * weight / whole) < unit for part, weight in zip(parts, weights, strict=True)
        )


def test_the_left_over_cents_go_to_the_largest_fractions_and_ties_to_the_first():
    assert split_amount(D("0.05"), [D(1), D(1), D(1)], "CNY") == [D("0.02"), D("0.02"), D("0.01")]
    assert split_amount(D("1.00"), [D(1), D(2)], "CNY") == [D("0.33"), D("0.67")]
    assert split_amount(D("0.01"), [D(0), D(0)], "CNY") == [D("0.01"), D(0)]


def test_two_currencies_never_meet():
    with pytest.raises(CurrencyMismatch):
        Money(D(1), "CNY") + Money(D(1), "USD")
    with pytest.raises(UnitMismatch):
        Quantity(D(1), "箱") + Quantity(D(1), "瓶")


def test_rounding_is_half_up_to_the_minor_unit():
    assert round_amount(D("2.675"), "CNY") == D("2.68")
    assert round_amount(D("-2.675"), "CNY") == D("-2.68")
    assert round_amount(D("2.5"), "JPY") == 3
    assert str(Money(D("12480"), "CNY")) == "12480.00"


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("8.85", "8.85"),
        ("8.849558", "8.8496"),
        ("12480.000000", "12480.00"),
        ("11.300001", "11.30"),
        ("-0.884956", "−0.885"),
        ("1.4166667", "1.4167"),
        # Screws: as many figures as of a price that is dearer.
        ("0.0619471", "0.06195"),
        ("0.000125", "0.000125"),
        ("0", "0.00"),
    ],
)
def test_a_price_is_read_in_four_figures_behind_the_point_at_most(kept, read):
    told = str(formats.price(D(kept), "CNY"))
    assert told.replace("¥", "").replace(",", "") == read


def test_a_price_that_is_exact_to_the_minor_unit_stays():
    assert read_price(D("9.125"), "KWD") == D("9.125")
    assert read_price(D("100.5"), "JPY") == D("100.5")
    assert read_price(D("100.123456"), "JPY") == D("100.1235")
    assert str(formats.money(D("1.234567"), "CNY", unit_price=True)) == "¥1.234567"


def test_a_quantity_is_told_without_needless_zeros():
    assert [plain(D(text)) for text in ("12.000000", "1E+2", "0.50", "-0")] == ["12", "100", "0.5", "0"]
    assert str(Quantity(D(2), "箱").converted(D(24), "瓶")) == "48 瓶"
