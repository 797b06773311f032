"""The money of lines: rounded once, and parts that add up to the whole."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinghuo.ordering.rules.amounts import line_amounts, share

D = Decimal
CENTS = st.integers(min_value=0, max_value=10**9).map(lambda cents: D(cents) / 100)


@pytest.mark.parametrize(
    ("price", "quantity", "rate", "included", "currency", "extended", "tax", "total"),
    [
        ("1.42", 12, "0.13", True, "CNY", "17.04", "1.96", "17.04"),
        ("1.42", 12, "0.13", False, "CNY", "17.04", "2.22", "19.26"),
        ("0.333333", 3, "0", True, "CNY", "1.00", "0.00", "1.00"),
        ("2.675", 1, "0", True, "CNY", "2.68", "0.00", "2.68"),
        ("100.4", 1, "0.1", False, "JPY", "100", "10", "110"),
    ],
)
def test_amounts_of_a_line(price, quantity, rate, included, currency, extended, tax, total):
    got = line_amounts(D(price), D(quantity), D(0), D(rate), included, currency)
    assert (got.extended, got.tax, got.total) == (D(extended), D(tax), D(total))


@given(total=CENTS, parts=st.lists(st.integers(min_value=1, max_value=50), min_size=1, max_size=20))
def test_the_parts_of_a_line_add_up_to_its_total_in_whatever_steps_they_come(total, parts):
    whole = D(sum(parts))
    done, worth = D(0), D(0)
    for part in parts:
        worth += share(total, done + part, whole, "CNY") - share(total, done, whole, "CNY")
        done += part
    assert worth == total
