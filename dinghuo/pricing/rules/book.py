"""A whole price book as plain values: for the resolver that is read (rules/resolve.py), for cases and for tests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class ListRow:
    """A price list of a seller. `whom`: the buyer, group, level, branch or region it is for, None where it has none."""

    key: str
    seller: str
    kind: str
    whom: str | None
    storefront: str | None = None
    currency: str = "CNY"
    active: bool = True
    order_type: str = ""
    priority: int = 0
    converts: bool = False
    tax_included: bool = True
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True)
class FormulaRow:
    """How a price follows from that of another list; amounts are for one base unit."""

    base_list: str
    percent: Decimal = Decimal(100)
    plus: Decimal = Decimal(0)
    step: Decimal | None = None
    ending: Decimal = Decimal(0)
    floor: Decimal | None = None
    ceiling: Decimal | None = None
    min_margin: Decimal | None = None


@dataclass(frozen=True)
class PriceRow:
    """A price on a list, valid from `start` until just before `end` (None: for ever). `variant` names what it is for:
    as `target` says, an article, style, category or brand ("" for all)."""

    list: str
    variant: str
    unit: str
    min_quantity: Decimal
    amount: Decimal | None
    start: datetime
    end: datetime | None = None
    target: str = "variant"
    sums: str = "line"
    tier_group: str = ""
    formula: FormulaRow | None = None


@dataclass(frozen=True)
class Goods:
    """What prices may ask of an article; `category` is a path that ends in a slash."""

    product: str
    category: str
    brand: str | None
    tax_rate: Decimal = Decimal(0)


@dataclass(frozen=True)
class Buyer:
    """What prices may ask of a buyer; `parents` nearest first."""

    parents: Sequence[str] = ()
    groups: Sequence[str] = ()
    level: str | None = None
    region: str = ""


@dataclass(frozen=True)
class ExemptRow:
    """That a buyer pays a seller no tax from `start` until just before `end` (None: for ever)."""

    seller: str
    buyer: str
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True)
class Book:
    """All lists and prices, and the base units in a unit of a variant."""

    lists: Sequence[ListRow]
    prices: Sequence[PriceRow]
    factors: Mapping[tuple[str, str], Decimal]
    goods: Mapping[str, Goods] = field(default_factory=dict)
    buyers: Mapping[str, Buyer] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    lowest_from: Mapping[str, int] = field(default_factory=dict)
    rates: Mapping[tuple[str, str, date], Decimal] = field(default_factory=dict)
    exempt: Sequence[ExemptRow] = ()


@dataclass(frozen=True)
class Question:
    """What does this quantity of this variant in this unit cost this buyer, here and then?

    `beside`: what else is in the basket, as (seller, variant, unit, quantity). `base_quantity`: how much is bought, if
    that isn't `quantity` of the unit. `at` is in the market's zone: a rate counts for that day.
    """

    buyer: str | None
    storefront: str | None
    seller: str
    variant: str
    unit: str
    quantity: Decimal
    currency: str
    at: datetime
    order_type: str = "standard"
    beside: Sequence[tuple[str, str, str, Decimal]] = ()
    base_quantity: Decimal | None = None
