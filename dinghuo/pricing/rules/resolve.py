"""The price by the book: slow, one thing after another, to be read; price_lines must answer the same.

It asks for one line, at one quantity, and knows nothing of SQL, tiers or traces.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor

from dinghuo.pricing.rules.book import Book, Buyer, ListRow, PriceRow, Question
from dinghuo.pricing.rules.resolve_rows import PLACES, bought, counted, in_time, minimum, on_list

LEVELS = ("manual", "contract", "customer", "group", "level", "channel", "base")
#: A stored rate counts for its day and the nine after it: a week's holiday, not a forgotten currency.
RATE_DAYS = 10


@dataclass(frozen=True)
class Found:
    """The row that gives the price, and the price of one ordered unit."""

    row: PriceRow
    amount: Decimal


def resolve(book: Book, asked: Question) -> Found | None:
    """The price of one ordered unit at the quantity asked; None: the price is on request."""
    by_level = [(level, _on_level(book, asked, level)) for level in LEVELS]
    priced = [(level, found) for level, found in by_level if found]
    if not priced:
        return None
    lowest_from = book.lowest_from.get(asked.seller, 0)
    level, first = priced[0]
    if not lowest_from or LEVELS.index(level) + 1 < lowest_from:
        return first
    return min((found for _level, found in priced), key=lambda found: _with_tax(book, asked, found))


def steps(book: Book, asked: Question) -> list[tuple[Decimal, Decimal]]:
    """(threshold in base units, amount) wherever another row counts: found by asking at every quantity that is in any
    row's way."""
    found: list[tuple[Decimal, Found]] = []
    for threshold in sorted(_thresholds(book, asked)):
        here = resolve(book, replace(asked, base_quantity=threshold))
        if here and (not found or found[-1][1] != here):
            found.append((threshold, here))
    return [(threshold, each.amount) for threshold, each in found]


def _on_level(book: Book, asked: Question, level: str) -> Found | None:
    """The first price, on the nearest list that has one."""
    for listed in _lists(book, asked, level):
        for row, own in on_list(book, asked, listed.key, ()):
            amount = _in_currency(book, asked, listed, own)
            if amount and listed.tax_included and is_exempt(book, asked):
                amount = _without_tax(book, asked, amount)
            if amount:
                return Found(row, amount)
    return None


def _lists(book: Book, asked: Question, level: str) -> list[ListRow]:
    """The buyer's lists of a level, nearest first; then a storefront's own, the order type's, the same currency's."""
    near = []
    for listed in book.lists:
        distance = _distance(book, asked, listed) if listed.kind == level else None
        if distance is None or not _counts(asked, listed):
            continue
        foreign = listed.currency != asked.currency
        turn = (
            distance,
            not listed.storefront,
            not listed.order_type,
            foreign,
            listed.currency + listed.key,
        )
        near.append((turn, listed))
    return [listed for _turn, listed in sorted(near, key=lambda each: each[0])]


def _counts(asked: Question, listed: ListRow) -> bool:
    return (
        listed.active
        and listed.seller == asked.seller
        and (listed.currency == asked.currency or listed.converts)
        and listed.storefront in (None, asked.storefront)
        and listed.order_type in ("", asked.order_type)
        and in_time(asked, listed)
    )


def _distance(book: Book, asked: Question, listed: ListRow) -> int | None:
    """How far the list is from the buyer inside of its level; None: it isn't meant for this buyer."""
    buyer = book.buyers.get(asked.buyer or "", Buyer())
    if listed.kind in ("manual", "contract", "customer"):
        near = [asked.buyer, *buyer.parents] if asked.buyer else []
        return near.index(listed.whom) if listed.whom in near else None
    if listed.kind == "group":
        return listed.priority if listed.whom in buyer.groups else None
    if listed.kind == "level":
        return 0 if buyer.level and listed.whom == buyer.level else None
    if listed.kind == "channel" and listed.whom:
        if listed.whom.isdigit():
            return 20 - len(listed.whom) if buyer.region.startswith(listed.whom) else None
        return 1 if book.owners.get(asked.storefront or "") == listed.whom else None
    return 0


def _in_currency(book: Book, asked: Question, listed: ListRow, amount: Decimal) -> Decimal | None:
    """By the latest stored rate of these days, half up to six decimals; None without one."""
    if listed.currency == asked.currency:
        return amount
    for back in range(RATE_DAYS):
        rate = book.rates.get((listed.currency, asked.currency, asked.at.date() - timedelta(days=back)))
        if rate:
            exact = Fraction(amount) * Fraction(rate)
            return Decimal(floor(exact * PLACES + Fraction(1, 2))) / PLACES
    return None


def is_exempt(book: Book, asked: Question) -> bool:
    """Whether the buyer itself pays this seller no tax at that instant; its parents' papers say nothing."""
    return any(
        (row.seller, row.buyer) == (asked.seller, asked.buyer)
        and row.start <= asked.at
        and (row.end is None or asked.at < row.end)
        for row in book.exempt
    )


def _without_tax(book: Book, asked: Question, amount: Decimal) -> Decimal:
    """The price before the tax that is in it, half up to six decimals."""
    exact = Fraction(amount) / (1 + _tax_rate(book, asked))
    return Decimal(floor(exact * PLACES + Fraction(1, 2))) / PLACES


def _with_tax(book: Book, asked: Question, found: Found) -> Fraction:
    """What is compared: with tax on top of prices without it, or all without where the buyer is exempt."""
    listed = next(listed for listed in book.lists if listed.key == found.row.list)
    on_top = not listed.tax_included and not is_exempt(book, asked)
    return Fraction(found.amount) * (1 + _tax_rate(book, asked) if on_top else 1)


def _tax_rate(book: Book, asked: Question) -> Fraction:
    return Fraction(book.goods[asked.variant].tax_rate) if asked.variant in book.goods else Fraction(0)


def _thresholds(book: Book, asked: Question) -> set[Decimal]:
    """Every quantity of the line from which on a row of any list is reached."""
    own = bought(book, asked)
    return {
        max(minimum(book, row, asked) - (counted(book, row, asked) - own), Decimal(0)) for row in book.prices
    }
