"""The money of lines: extended amounts, tax, totals. Parts of a line are valued by finance/rules/portion.py."""

from dataclasses import dataclass
from decimal import Decimal

from dinghuo.foundation.money import round_amount


@dataclass(frozen=True)
class LineAmounts:
    """The money of one line. `total` is what the buyer owes for all of it, tax included."""

    extended: Decimal
    tax: Decimal
    total: Decimal


def line_amounts(
    unit_price: Decimal,
    quantity: Decimal,
    discount: Decimal,
    tax_rate: Decimal,
    tax_included: bool,
    currency: str,
) -> LineAmounts:
    """Extended amount (rounded once), the tax in it or on it, and the total. `tax_rate` is a fraction: 0.13."""
    extended = round_amount(unit_price * quantity, currency)
    net = extended - discount
    if tax_included:
        tax = round_amount(net * tax_rate / (1 + tax_rate), currency)
        return LineAmounts(extended, tax, net)
    tax = round_amount(net * tax_rate, currency)
    return LineAmounts(extended, tax, net + tax)
