"""The price by the book: slow, one thing after another, to be read; the SQL in queries/ must answer the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

LEVELS = ("customer", "level", "base")
PLACES = 1_000_000


@dataclass(frozen=True)
class ListRow:
    """A price list of a seller; `whom` is the buyer or the level it is for, None on a base list."""

    key: str
    seller: str
    kind: str
    whom: str | None
    storefront: str | None
    currency: str
    active: bool = True


@dataclass(frozen=True)
class PriceRow:
    """A price on a list, valid from `start` until just before `end` (None: for ever)."""

    list: str
    variant: str
    unit: str
    min_quantity: Decimal
    amount: Decimal
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True)
class Book:
    """All lists and prices, and the base units in a unit of a variant."""

    lists: Sequence[ListRow]
    prices: Sequence[PriceRow]
    factors: Mapping[tuple[str, str], Decimal]


@dataclass(frozen=True)
class Question:
    """What does this quantity of this variant in this unit cost this buyer, of this level, here and then?"""

    buyer: str | None
    level: str | None
    storefront: str | None
    seller: str
    variant: str
    unit: str
    quantity: Decimal
    currency: str
    at: datetime


@dataclass(frozen=True)
class Found:
    """The row that gives the price, and the price of one ordered unit."""

    row: PriceRow
    amount: Decimal


def resolve(book: Book, asked: Question) -> Found | None:
    """The price of one ordered unit at the quantity asked; None: the price is on request."""
    return _find(book, asked, asked.quantity * _factor(book, asked, asked.unit))


def steps(book: Book, asked: Question) -> list[tuple[Decimal, Decimal]]:
    """(threshold in base units, amount) wherever another row wins: found by asking at every threshold there is."""
    found: list[tuple[Decimal, Found]] = []
    for threshold in sorted(_thresholds(book, asked)):
        here = _find(book, asked, threshold)
        if here and (not found or found[-1][1].row != here.row):
            found.append((threshold, here))
    return [(threshold, each.amount) for threshold, each in found]


def _find(book: Book, asked: Question, base: Decimal) -> Found | None:
    """Go through the levels from the nearest, in each through the storefront's own list and then the general one, and
    stay at the first list with a row whose minimum these base units reach."""
    for listed in _lists(book, asked):
        reached = [
            row
            for row in book.prices
            if row.list == listed.key
            and _is_usable(book, row, asked)
            and base >= row.min_quantity * _factor(book, asked, row.unit)
        ]
        in_ordered_unit = [row for row in reached if row.unit == asked.unit]
        if reached:
            row = min(in_ordered_unit or reached, key=lambda row: _turn(book, row, asked))
            return Found(row, converted(book, row, asked))
    return None


def converted(book: Book, row: PriceRow, asked: Question) -> Decimal:
    """The row's amount for one ordered unit: amount × factor(ordered) ÷ factor(row), half up to six decimals. The only
    conversion there is."""
    if row.unit == asked.unit:
        return row.amount
    ordered, own = (Fraction(_factor(book, asked, unit)) for unit in (asked.unit, row.unit))
    exact = Fraction(row.amount) * ordered / own
    return Decimal(int(exact * PLACES + Fraction(1, 2))) / PLACES


def _lists(book: Book, asked: Question) -> Iterator[ListRow]:
    for level in LEVELS:
        for storefront in [asked.storefront, None] if asked.storefront else [None]:
            for listed in book.lists:
                if (
                    listed.active
                    and listed.kind == level
                    and listed.seller == asked.seller
                    and listed.currency == asked.currency
                    and listed.storefront == storefront
                    and _is_for(listed, asked)
                ):
                    yield listed


def _is_for(listed: ListRow, asked: Question) -> bool:
    if listed.kind == "customer":
        return asked.buyer is not None and listed.whom == asked.buyer
    if listed.kind == "level":
        return asked.level is not None and listed.whom == asked.level
    return True


def _is_usable(book: Book, row: PriceRow, asked: Question) -> bool:
    if row.variant != asked.variant or asked.at < row.start or (row.end and row.end <= asked.at):
        return False
    if row.unit != asked.unit:
        known = {(asked.variant, asked.unit), (asked.variant, row.unit)}
        if not known <= book.factors.keys():
            return False
    return converted(book, row, asked) > 0


def _turn(book: Book, row: PriceRow, asked: Question) -> tuple[Decimal, Decimal, str]:
    """The highest step first; of equal ones that of the larger unit; then the unit first by name."""
    factor = _factor(book, asked, row.unit)
    return (-row.min_quantity * factor, -factor, row.unit)


def _factor(book: Book, asked: Question, unit: str) -> Decimal:
    return book.factors.get((asked.variant, unit), Decimal(1))


def _thresholds(book: Book, asked: Question) -> set[Decimal]:
    keys = {listed.key for listed in _lists(book, asked)}
    return {
        row.min_quantity * _factor(book, asked, row.unit)
        for row in book.prices
        if row.list in keys and _is_usable(book, row, asked)
    }
