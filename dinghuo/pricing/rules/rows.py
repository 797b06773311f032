"""Prices as they are written: by a grid, a program or an import."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PriceInput:
    """The price of one `unit` (empty: the base unit) of an article from `min_quantity` of it on. Valid from
    `valid_from` (None: from now) until just before `valid_to` (None: until further notice)."""

    sku: str
    amount: Decimal
    unit: str = ""
    min_quantity: Decimal = Decimal(1)
    valid_from: datetime | None = None
    valid_to: datetime | None = None
