"""Prices as they are written: by a grid, a program or an import."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from dinghuo.pricing.states import Sums, Target


@dataclass(frozen=True, slots=True)
class PriceInput:
    """The price of one `unit` (empty: the base unit) of an article from `min_quantity` of it on. Valid from
    `valid_from` (None: from now) until just before `valid_to` (None: until further notice). `meant`: right, although
    far from the price before."""

    sku: str
    amount: Decimal
    unit: str = ""
    min_quantity: Decimal = Decimal(1)
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    meant: bool = False


@dataclass(frozen=True)
class RuleInput:
    """A rule as it is written (models/price_rule.py). `goods` is a SKU, a product's code or the key of a category or
    brand, as `target` says; empty for all. Either `amount`, for one `unit`, or `base_list`: another list's key.
    `meant`: right, although a formula takes prices far from those of its list."""

    target: Target
    goods: str = ""
    min_quantity: Decimal = Decimal(0)
    unit: str = ""
    amount: Decimal | None = None
    base_list: str = ""
    percent: Decimal = Decimal(100)
    plus: Decimal = Decimal(0)
    step: Decimal | None = None
    ending: Decimal = Decimal(0)
    floor: Decimal | None = None
    ceiling: Decimal | None = None
    min_margin: Decimal | None = None
    sums: Sums = Sums.LINE
    tier_group: str = ""
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    meant: bool = False
