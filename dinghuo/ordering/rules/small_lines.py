"""What a line costs more for being smaller than its seller wishes: a fee, or nothing, but it is told."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from dinghuo.foundation.quantity import plain
from dinghuo.ordering.rules.packing import orderable_units
from dinghuo.organisations.rules.minimums import tax_within


class Wished(Protocol):
    """A least quantity that is only wished for (base units), and what less costs a line, tax included."""

    @property
    def minimum(self) -> Decimal: ...
    @property
    def fee(self) -> Decimal: ...
    @property
    def fee_tax_rate(self) -> Decimal: ...
    @property
    def note(self) -> str: ...


@dataclass(frozen=True, slots=True)
class SmallLine:
    """So many base units (`unit`) of an article, which are less than what is wished for."""

    wish: Wished
    sku: str
    unit: str
    base: Decimal

    def kept(self, currency: str) -> dict[str, Any]:
        """Its fee as it is kept with the order, beside those of orders that are small (rules/minimums.py)."""
        return {
            "amount": plain(self.wish.fee),
            "tax": plain(tax_within(self.wish.fee, self.wish.fee_tax_rate, currency)),
            "tax_rate": plain(self.wish.fee_tax_rate),
            "threshold": plain(self.wish.minimum),
            "total": plain(self.base),
            "sku": self.sku,
            "unit": self.unit,
            "note": self.wish.note,
            "notes": {},
        }


def small_of(wish: Wished, sku: str, unit: str, base: Decimal) -> SmallLine | None:
    """So many base units, if they are less than is wished for."""
    return SmallLine(wish, sku, unit, base) if is_small(wish, base) else None


class Offered(Protocol):
    """A seller's terms: the step, and what is only wished for, if anything is."""

    @property
    def multiple(self) -> Decimal: ...
    @property
    def wish(self) -> Wished | None: ...


def wished_units(quantity: Decimal, factor: Decimal, offer: Offered) -> Decimal:
    """The smallest number of units (of `factor` base units each) from `quantity` up that isn't too small."""
    if offer.wish is None:
        return quantity
    return orderable_units(quantity, factor, offer.wish.minimum, offer.multiple)


def is_small(wish: Wished | None, base: Decimal) -> bool:
    """Whether so many base units are less than is wished for."""
    return wish is not None and base < wish.minimum
