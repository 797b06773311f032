"""Turns base units of an order's line into the unit it is answered and shipped in, and back."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dinghuo.foundation.quantity import packed, plain


@dataclass(frozen=True, slots=True)
class Pack:
    """The unit a line's quantities are typed in, and how many base units it holds."""

    unit: str
    factor: Decimal

    def of(self, base: Decimal) -> str:
        """Base units as they stand in a field."""
        return plain(base / self.factor)

    def told(self, line: Any, base: Decimal) -> str:
        """Base units in the line's packs and loose ones, where that says more than the field does; else nothing."""
        words = packed(base, line.factor, line.unit, line.base_unit)
        return "" if words == f"{self.of(base)} {self.unit}" else words

    def whole(self, base: Decimal) -> Decimal:
        """So many base units as fill whole units."""
        return base - base % self.factor


def pack_of(line: Any, *parts: Decimal) -> Pack:
    """The line's own unit if all these parts fill whole ones of it, else its base unit."""
    if line.factor == 1 or all(part % line.factor == 0 for part in parts):
        return Pack(line.unit, line.factor)
    return Pack(line.base_unit, Decimal(1))
