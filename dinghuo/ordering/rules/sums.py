"""A document's sums as its reader adds them up by hand: goods − discount + fee + freight + tax on top = total."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dinghuo.foundation.money import round_amount
from dinghuo.ordering.rules.amounts import TaxedLine

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Charges:
    """What a document costs beside its goods, with the `tax` that is in it."""

    fee: Decimal = ZERO
    freight: Decimal = ZERO
    tax: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Sums:
    """The amounts of a summary, in its order. `goods`: before discounts. `on_top`: the goods' tax where they are shown
    without. Fee and freight have their tax in them, as their terms say them. `tax`: of the total, all that is tax."""

    goods: Decimal
    discount: Decimal
    fee: Decimal
    freight: Decimal
    on_top: Decimal
    tax: Decimal
    without_tax: bool

    @property
    def total(self) -> Decimal:
        """What all of it comes to."""
        return self.goods - self.discount + self.fee + self.freight + self.on_top


def sums_of(lines: Iterable[TaxedLine], charges: Charges, without_tax: bool, currency: str) -> Sums:
    """The sums of these lines and charges. Every line counts with its tax, or every one without, as its own amount is
    shown, whatever its list says."""
    goods = discount = tax = ZERO
    for line in lines:
        amounts = line.amounts
        after = amounts.total - amounts.tax if without_tax else amounts.total
        before = _before(line, after, without_tax, currency)
        goods, discount, tax = goods + before, discount + before - after, tax + amounts.tax
    return Sums(
        goods,
        discount,
        charges.fee,
        charges.freight,
        on_top=tax if without_tax else ZERO,
        tax=tax + charges.tax,
        without_tax=without_tax,
    )


def _before(line: TaxedLine, after: Decimal, without_tax: bool, currency: str) -> Decimal:
    """What the line would come to without its discount: to the cent what it does where it has none."""
    extended = line.amounts.extended
    if extended == line.taxable:
        return after
    if line.included and without_tax:
        extended /= 1 + line.rate
    elif not line.included and not without_tax:
        extended *= 1 + line.rate
    return max(round_amount(extended, currency), after)
