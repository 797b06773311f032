"""What somebody enters as goods on their way: plain values, from whichever door they come."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SupplyEntry:
    """Goods of one article, in base units, expected in a warehouse (by key; empty: the first) by a day."""

    sku: str
    quantity: Decimal
    expected: date
    reference: str
    warehouse: str = ""
    presale: bool = False


@dataclass(frozen=True, slots=True)
class SupplyChange:
    """What is known anew of goods on their way; None: as before. `quantity` counts what has come already."""

    quantity: Decimal | None = None
    expected: date | None = None
    presale: bool | None = None
