"""Turns a number of stock into what a customer may be shown of it: the only way a number gets to a buyer."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dinghuo.inventory.states import Shows

#: What "10+" and "50+" begin with where a seller names no bands.
USUAL_BANDS = (10, 50)


@dataclass(frozen=True, slots=True)
class Display:
    """A rule: how much is told, and from which quantities in base units bands begin, the lowest first."""

    shows: Shows = Shows.EXACT
    bands: Sequence[int] = ()

    @property
    def is_exact(self) -> bool:
        """True where the number itself may be told."""
        return self.shows == Shows.EXACT


EXACT = Display()


@dataclass(frozen=True, slots=True)
class ShownStock:
    """What may be told. `quantity`: the number itself; `at_least`: the band it is in, zero below the lowest one;
    `in_stock`: whether there is any. What may not be told is None."""

    shows: Shows
    quantity: Decimal | None = None
    at_least: Decimal | None = None
    in_stock: bool | None = None

    @property
    def is_low(self) -> bool:
        """True where there is some, but less than the lowest band."""
        return bool(self.in_stock) and self.at_least == 0

    @property
    def sure(self) -> Decimal:
        """As many as may be offered without telling more: the number, or the beginning of its band."""
        return self.quantity if self.quantity is not None else self.at_least or Decimal(0)


def shown(display: Display, free: Decimal) -> ShownStock:
    """What may be told of `free` base units."""
    if display.shows == Shows.EXACT:
        return ShownStock(Shows.EXACT, quantity=free, in_stock=free > 0)
    if display.shows == Shows.BANDS:
        reached = [Decimal(band) for band in display.bands or USUAL_BANDS if band <= free]
        return ShownStock(Shows.BANDS, at_least=max(reached, default=Decimal(0)), in_stock=free > 0)
    if display.shows == Shows.YES_NO:
        return ShownStock(Shows.YES_NO, in_stock=free > 0)
    return ShownStock(Shows.HIDDEN)
