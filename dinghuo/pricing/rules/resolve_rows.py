"""The rows of one price list by the book: slow, to be read; see rules/resolve.py."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from dinghuo.pricing.rules.book import Book, FormulaRow, Goods, ListRow, PriceRow, Question

TARGETS = ("variant", "product", "category", "brand", "all")
PLACES = 1_000_000


def on_list(
    book: Book, asked: Question, key: str, path: tuple[str, ...]
) -> Iterator[tuple[PriceRow, Decimal]]:
    """The list's rows with a price, whose minimum is reached, best first; in the list's own currency."""
    rows = [row for row in book.prices if row.list == key and _applies(book, row, asked)]
    for row in sorted(rows, key=lambda row: _turn(book, row, asked)):
        if counted(book, row, asked) < minimum(book, row, asked):
            continue
        if row.formula is not None:
            yield from ((row, amount) for amount in _followed(book, asked, key, row.formula, path))
        elif amount := converted(book, row, asked):
            yield row, amount


def _followed(
    book: Book, asked: Question, key: str, formula: FormulaRow, path: tuple[str, ...]
) -> Iterator[Decimal]:
    own = next(listed for listed in book.lists if listed.key == key)
    base = next(listed for listed in book.lists if listed.key == formula.base_list)
    factor = _factor(book, asked.variant, asked.unit)
    is_circle = base.key in (*path, key)
    if factor is None or is_circle or not base.active or base.currency != own.currency:
        return
    cost = _cost(book, asked, own) if formula.min_margin is not None else None
    if not in_time(asked, base) or (formula.min_margin is not None and cost is None):
        return
    for _row, price in on_list(book, asked, base.key, (*path, key)):
        if amount := applied(formula, price, factor, cost):
            yield amount


def in_time(asked: Question, listed: ListRow) -> bool:
    return (listed.start is None or listed.start <= asked.at) and (
        listed.end is None or asked.at < listed.end
    )


def applied(formula: FormulaRow, base: Decimal, factor: Decimal, cost: Decimal | None) -> Decimal | None:
    """Percent and plus, rounded to the nearest; then not above the ceiling, rounded down; then not below floor or cost
    and margin, rounded up."""
    units = Fraction(factor)
    grid = None if formula.step is None else (Fraction(formula.step), Fraction(formula.ending))
    price = Fraction(base) * Fraction(formula.percent) / 100 + Fraction(formula.plus) * units
    price = _rounded(price, grid, "nearest")
    if formula.ceiling is not None and price > Fraction(formula.ceiling) * units:
        price = _rounded(Fraction(formula.ceiling) * units, grid, "down")
    least = Fraction(formula.floor or 0) * units
    if formula.min_margin is not None and cost is not None:
        least = max(least, Fraction(cost) * (1 + Fraction(formula.min_margin) / 100))
    if price < least:
        price = _rounded(least, grid, "up")
    return Decimal(int(price * PLACES)) / PLACES if price > 0 else None


def _rounded(price: Fraction, grid: tuple[Fraction, Fraction] | None, way: str) -> Fraction:
    """To the nearest price of the grid (half up), the next above or below; the lowest of a grid is its ending. A bound
    below that is taken as it is."""
    step, ending = grid or (Fraction(1, PLACES), Fraction(0))
    if way == "down" and price < ending:
        return Fraction(floor(price * PLACES), PLACES)
    steps = (price - ending) / step
    whole = {"nearest": floor(steps + Fraction(1, 2)), "down": floor(steps), "up": ceil(steps)}[way]
    return max(whole, 0 if grid else whole) * step + ending


def _cost(book: Book, asked: Question, own: ListRow) -> Decimal | None:
    """By the seller's cost list: the ordered unit's price rather than another's, from the smallest quantity."""
    keys = [
        listed.key
        for listed in book.lists
        if listed.kind == "cost"
        and (listed.seller, listed.currency, listed.active) == (asked.seller, own.currency, True)
        and in_time(asked, listed)
    ]
    rows = [row for row in book.prices if row.list in keys and _applies(book, row, asked) and not row.formula]
    rows = [row for row in rows if converted(book, row, asked)]
    rows.sort(key=lambda row: _smallest_step(book, row, asked))
    return converted(book, rows[0], asked) if rows else None


def _smallest_step(book: Book, row: PriceRow, asked: Question) -> tuple[object, ...]:
    turn = _turn(book, row, asked)
    return (turn[:3], minimum(book, row, asked), turn[4:])


def converted(book: Book, row: PriceRow, asked: Question) -> Decimal | None:
    """The row's amount for one ordered unit: amount x factor(ordered) / factor(row), half up to six decimals. The only
    conversion there is. None: it isn't known how to convert."""
    if row.amount is None or _is_ordered_unit(book, row, asked):
        return row.amount
    ordered, own = _factor(book, asked.variant, asked.unit), _row_factor(book, row, asked)
    if ordered is None or own is None:
        return None
    exact = Fraction(row.amount) * Fraction(ordered) / Fraction(own)
    return Decimal(int(exact * PLACES + Fraction(1, 2))) / PLACES


def _applies(book: Book, row: PriceRow, asked: Question) -> bool:
    if asked.at < row.start or (row.end and row.end <= asked.at):
        return False
    return is_for(book, row, asked.variant)


def is_for(book: Book, row: PriceRow, variant: str) -> bool:
    """Whether the row is for this article at all."""
    goods = book.goods.get(variant, Goods("", "", None))
    return {
        "variant": row.variant == variant,
        "product": row.variant == goods.product,
        "category": goods.category.startswith(row.variant),
        "brand": goods.brand is not None and row.variant == goods.brand,
        "all": True,
    }[row.target]


def _turn(book: Book, row: PriceRow, asked: Question) -> tuple[int, int, bool, Decimal, Decimal, str, bool]:
    """The more specific first, of categories the nearest; the ordered unit before others; the highest minimum; then the
    larger unit, the unit first by name, an amount before a formula."""
    factor = _row_factor(book, row, asked) or Decimal(1)
    nearest = -len(row.variant) if row.target == "category" else 0
    other_unit = row.formula is None and not _is_ordered_unit(book, row, asked)
    return (
        TARGETS.index(row.target),
        nearest,
        other_unit,
        -minimum(book, row, asked),
        -factor,
        row.unit,
        row.formula is not None,
    )


def minimum(book: Book, row: PriceRow, asked: Question) -> Decimal:
    """In base units."""
    if row.sums != "line":
        return row.min_quantity
    return row.min_quantity * (_row_factor(book, row, asked) or Decimal(1))


def counted(book: Book, row: PriceRow, asked: Question) -> Decimal:
    """The base units that count towards the row's minimum: the line's, or those of all lines that it counts."""
    own = bought(book, asked)
    if row.sums == "line":
        return own
    rows = [row]
    if row.sums == "group":
        rows = [
            other
            for other in book.prices
            if (other.list, other.sums, other.tier_group) == (row.list, "group", row.tier_group)
        ]
    for seller, variant, unit, quantity in asked.beside:
        factor = _factor(book, variant, unit)
        there = replace(asked, variant=variant)
        if seller == asked.seller and factor and any(_applies(book, each, there) for each in rows):
            own += quantity * factor
    return own


def _is_ordered_unit(book: Book, row: PriceRow, asked: Question) -> bool:
    return row.unit == asked.unit or (not row.unit and _factor(book, asked.variant, asked.unit) == 1)


def _row_factor(book: Book, row: PriceRow, asked: Question) -> Decimal | None:
    return _factor(book, asked.variant, row.unit) if row.unit else Decimal(1)


def _factor(book: Book, variant: str, unit: str) -> Decimal | None:
    return book.factors.get((variant, unit))


def bought(book: Book, asked: Question) -> Decimal:
    """The line's base units; of a unit that isn't known one counts as one."""
    if asked.base_quantity is not None:
        return asked.base_quantity
    return asked.quantity * (_factor(book, asked.variant, asked.unit) or Decimal(1))
