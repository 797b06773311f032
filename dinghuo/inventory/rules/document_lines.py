"""What somebody enters as a line of a document of stock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class LineEntry:
    """Goods of one lot. `quantity` in `unit` (empty: the base unit); None in a count: to be counted."""

    sku: str
    quantity: Decimal | None
    lot: str = ""
    expires: date | None = None
    made: date | None = None
    supplier_lot: str = ""
    bin: str = ""
    unit: str = ""
    unit_cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document of stock as somebody enters it. Warehouses by key (empty: the first); `owner` is the code of the house
    whose goods it is about (empty: the warehouse's own). `bought`: its goods are called what they were ordered as."""

    kind: str
    warehouse: str = ""
    target: str = ""
    partner: str = ""
    reference: str = ""
    why: str = ""
    blind: bool = False
    lines: Sequence[LineEntry] = ()
    owner: str = ""
    bought: bool = False
