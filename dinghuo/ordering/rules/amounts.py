"""The money of lines and orders: extended amounts, tax, totals, and the worth of a part of a line."""

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


def share(total: Decimal, quantity: Decimal, whole: Decimal, currency: str) -> Decimal:
    """What `quantity` of a line's `whole` units are worth.

    All documents value units by this one function of a running quantity and take differences, so that the parts of a
    line always add up to its total, in whatever steps they come.
    """
    return round_amount(total * quantity / whole, currency) if whole else Decimal(0)
