"""Quantity as a value: a number that never forgets its unit."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from dinghuo.foundation.errors import UnitMismatch

#: Decimals that a quantity keeps, as the database column does.
PLACES = Decimal("0.000001")


@lru_cache(maxsize=4096)
def plain(value: Decimal) -> str:
    """A decimal without needless zeros or exponent: 12, not 12.000000 or 1.2E+1."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def is_whole(value: Decimal, decimals: int = 0) -> bool:
    """True if the value needs no more than so many decimals: whether a unit may be divided like this."""
    return value == round(value, decimals)


def packed(base: Decimal, factor: Decimal, unit: str, base_unit: str) -> str:
    """Base units as a trader says them: whole packs of `factor`, and what is left over: 1 箱 + 6 瓶."""
    if factor == 1:
        return f"{plain(base)} {unit}"
    packs, rest = divmod(base, factor)
    parts = [(packs, unit), (rest, base_unit)]
    return " + ".join(f"{plain(n)} {of}" for n, of in parts if n) or f"0 {unit}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of units. Adding or comparing two units raises UnitMismatch."""

    value: Decimal
    unit: str

    def __add__(self, other: "Quantity") -> "Quantity":
        return Quantity(self.value + self._same(other), self.unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        return Quantity(self.value - self._same(other), self.unit)

    def __lt__(self, other: "Quantity") -> bool:
        return self.value < self._same(other)

    def __le__(self, other: "Quantity") -> bool:
        return self.value <= self._same(other)

    def __str__(self) -> str:
        return f"{plain(self.value)} {self.unit}"

    def converted(self, factor: Decimal, unit: str) -> "Quantity":
        """This quantity in another unit, `factor` of which make one of this unit (1 box = 24 bottles)."""
        return Quantity((self.value * factor).quantize(PLACES), unit)

    def _same(self, other: "Quantity") -> Decimal:
        if other.unit != self.unit:
            raise UnitMismatch(self.unit, other.unit)
        return other.value
