"""The money of lines: rounded once."""

from decimal import Decimal

import pytest

from dinghuo.ordering.rules.amounts import line_amounts

D = Decimal


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
