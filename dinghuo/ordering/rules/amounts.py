"""The money of lines: extended amounts, tax, totals. Parts of a line are valued by finance/rules/portion.py."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dinghuo.foundation.money import round_amount, split_amount

ZERO = Decimal(0)


@dataclass(frozen=True)
class LineAmounts:
    """The money of one line. `total` is what the buyer owes for all of it, tax included."""

    extended: Decimal
    tax: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class TaxedLine:
    """The money of a line with what its tax is reckoned from."""

    amounts: LineAmounts
    rate: Decimal
    included: bool

    @property
    def taxable(self) -> Decimal:
        """What the rate is of: the price after discounts, with the tax in it or without."""
        return self.amounts.total if self.included else self.amounts.total - self.amounts.tax

    @property
    def exact_tax(self) -> Decimal:
        """Its tax before it is rounded."""
        return self.taxable * self.rate / (1 + self.rate if self.included else 1)

    def with_tax(self, tax: Decimal) -> LineAmounts:
        """Its money with this tax instead."""
        return LineAmounts(self.amounts.extended, tax, self.taxable + (ZERO if self.included else tax))


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


def rounded_together(
    lines: Sequence[TaxedLine], currency: str, standing: Collection[int] = ()
) -> list[LineAmounts]:
    """The money of an order's lines where tax is rounded once for all lines of a rate: half up, then shared out to them
    by what is taxed, by largest remainder, so that the parts are the whole to the cent.

    Lines whose position is in `standing` keep their tax, which is taken off what the others share.
    """
    found = [line.amounts for line in lines]
    for group in {(line.rate, line.included) for line in lines}:
        members = [i for i, line in enumerate(lines) if (line.rate, line.included) == group]
        free = [i for i in members if i not in standing]
        taxable = [lines[i].taxable for i in free]
        if not any(taxable):
            continue
        whole = round_amount(sum((lines[i].exact_tax for i in members), ZERO), currency)
        rest = whole - sum((lines[i].amounts.tax for i in members if i in standing), ZERO)
        # What stands may have been rounded another way: nobody's tax is below zero, nor more than what it is in.
        rest = min(max(rest, ZERO), sum(taxable, ZERO))
        for i, tax in zip(free, split_amount(rest, taxable, currency), strict=True):
            found[i] = lines[i].with_tax(tax)
    return found
