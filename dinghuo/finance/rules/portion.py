"""What a part of an order line is worth, so that all its parts together are worth exactly the line."""

from dataclasses import dataclass
from decimal import Decimal, localcontext

from dinghuo.foundation.money import round_amount

ZERO = Decimal(0)
#: Amounts have up to 20 digits and quantities 18: their product must not be rounded before the division.
DIGITS = 60


@dataclass(frozen=True, slots=True)
class LineValue:
    """The amounts of a line or of a part of it: extended (before discount and tax), discount, tax."""

    extended: Decimal = ZERO
    discount: Decimal = ZERO
    tax: Decimal = ZERO

    @property
    def net(self) -> Decimal:
        """After discount, before tax."""
        return self.extended - self.discount

    @property
    def gross(self) -> Decimal:
        """What is to be paid."""
        return self.net + self.tax

    def __sub__(self, other: "LineValue") -> "LineValue":
        return LineValue(
            self.extended - other.extended,
            self.discount - other.discount,
            self.tax - other.tax,
        )

    def __add__(self, other: "LineValue") -> "LineValue":
        return LineValue(
            self.extended + other.extended,
            self.discount + other.discount,
            self.tax + other.tax,
        )


def amount_upto(total: Decimal, part: Decimal, whole: Decimal, currency: str) -> Decimal:
    """The share of a total that the first `part` of `whole` units carry, rounded half up to the minor unit.

    It never falls as `part` grows, and the whole carries the total to the cent.
    """
    if not ZERO <= part <= whole:
        raise ValueError(f"{part} is not a part of {whole}")
    if part == whole:
        return total
    with localcontext() as context:
        context.prec = DIGITS
        return round_amount(total * part / whole, currency)


def value_upto(line: LineValue, part: Decimal, whole: Decimal, currency: str) -> LineValue:
    """What the first `part` of a line's `whole` units are worth.

    Net, discount and tax are each rounded once, so none of them ever falls: no part is below zero, and the parts add
    up in every column. Extended is what net and discount come to. (Rounded by itself, it could outrun the net from
    one part to the next, and leave a discount below zero.)
    """
    net = amount_upto(line.net, part, whole, currency)
    discount = amount_upto(line.discount, part, whole, currency)
    return LineValue(net + discount, discount, amount_upto(line.tax, part, whole, currency))


def value_between(line: LineValue, start: Decimal, end: Decimal, whole: Decimal, currency: str) -> LineValue:
    """What the units after `start` up to `end` are worth: consecutive parts sum exactly to the line."""
    return value_upto(line, end, whole, currency) - value_upto(line, start, whole, currency)
