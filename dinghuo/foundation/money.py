"""Money as a value: an amount that never forgets its currency, and splits that lose nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache

from babel.numbers import get_currency_precision

from dinghuo.foundation.errors import CurrencyMismatch

#: Decimals of a price as it is kept, and as it is read where it isn't exact before.
PRICE_PLACES, READ_PLACES = 6, 4


@cache
def minor_unit(currency: str) -> Decimal:
    """The smallest amount of a currency, e.g. 0.01 for CNY, 1 for JPY (CLDR)."""
    return Decimal(1).scaleb(-get_currency_precision(currency))


def round_amount(amount: Decimal, currency: str) -> Decimal:
    """Round half up to the currency's minor unit. Extended amounts are rounded here, once."""
    return amount.quantize(minor_unit(currency), rounding=ROUND_HALF_UP)


def read_price(amount: Decimal, currency: str) -> Decimal:
    """A unit's price as people read it: as it is where that is exact to the minor unit; else half up to four decimals,
    below a tenth to four figures, never more than the six that are kept. What is charged comes of the exact one."""
    if not amount or amount == round_amount(amount, currency):
        return amount
    places = min(PRICE_PLACES, max(READ_PLACES, READ_PLACES - 1 - amount.adjusted()))
    return amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def split_amount(total: Decimal, weights: Sequence[Decimal], currency: str) -> list[Decimal]:
    """Split a total by weights so that the parts add up to it exactly.

    Largest remainder: every part is floored to the minor unit and the left-over units go to the largest
    fractions, ties to the earlier position. All weights zero splits evenly. Weights must not be negative.
    """
    if not weights:
        return []
    if min(weights) < 0:
        raise ValueError("weights must not be negative")
    unit = minor_unit(currency)
    sign = -1 if total < 0 else 1
    units = abs(total) / unit
    if units != units.to_integral_value():
        raise ValueError(f"{total} is not a whole number of {currency} minor units")
    shares = weights if any(weights) else [Decimal(1)] * len(weights)
    return [sign * part * unit for part in _largest_remainder(int(units), shares)]


def _largest_remainder(units: int, weights: Sequence[Decimal]) -> list[Decimal]:
    whole = sum(weights, Decimal(0))
    exact = [units * weight / whole for weight in weights]
    parts = [share.to_integral_value(rounding=ROUND_FLOOR) for share in exact]
    by_fraction = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    left = units - int(sum(parts))
    for i in by_fraction[:left]:
        parts[i] += 1
    return parts


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency. Adding or comparing two currencies raises CurrencyMismatch."""

    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        return str(round_amount(self.amount, self.currency))

    def rounded(self) -> "Money":
        """The same money, rounded half up to the minor unit."""
        return Money(round_amount(self.amount, self.currency), self.currency)

    def split(self, weights: Sequence[Decimal]) -> list["Money"]:
        """Parts by weight that add up to this money exactly (largest remainder)."""
        return [Money(part, self.currency) for part in split_amount(self.amount, weights, self.currency)]

    def _same(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise CurrencyMismatch(self.currency, other.currency)
        return other.amount
