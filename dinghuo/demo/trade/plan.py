"""Plans the year: which buyer orders what and when, by the measured rhythm."""

import random
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate

from dinghuo.demo.companies.company import Buyer
from dinghuo.demo.rhythm import (
    BOUGHT_BEFORE,
    HOURS,
    LINES_PER_ORDER,
    QUANTITIES,
    REORDER,
    REORDER_LATER,
    WEEKDAYS,
)
from dinghuo.demo.shelf.item import Range, Sold
from dinghuo.demo.shelf.items import weights

#: The gift shops that were measured order every five weeks; shops and kitchens that sell food come back sooner.
PACE = 2.2
#: Paces fall with the rank of the buyer by this power, so that the best tenth of the buyers places the share that was
#: measured (rhythm.BEST_TENTH, which a test compares).
PACE_POWER = 0.55
#: Trade grows a little over the year.
GROWTH = (0.9, 1.15)
#: No line of the demo is worth more, in yuan: the measured quantities are of cheap goods.
DEAREST_LINE = 6000
MOST_LINES = 90


@dataclass(frozen=True, slots=True)
class Wish:
    """What a buyer orders in one go: goods, and how many of their ordered unit."""

    at: datetime
    buyer: Buyer
    lines: tuple[tuple[Sold, Decimal], ...]


def wishes(
    start: datetime, end: datetime, buyers: Mapping[str, Buyer], ranges: Mapping[str, Range]
) -> list[Wish]:
    """All orders between two instants (aware, in the market's zone), in order of time."""
    ranked = sorted(buyers.values(), key=lambda buyer: (-buyer.credit, buyer.code))
    paces = [(place + 1) ** -PACE_POWER for place in range(len(ranked))]
    mean = sum(paces) / len(paces)
    found: list[Wish] = []
    for buyer, pace in zip(ranked, paces, strict=True):
        found.extend(_of_buyer(buyer, PACE * pace / mean, ranges[buyer.storefront], start, end))
    return sorted(found, key=lambda wish: (wish.at, wish.buyer.code))


def _of_buyer(buyer: Buyer, pace: float, shown: Range, start: datetime, end: datetime) -> Iterator[Wish]:
    chance = random.Random(f"orders of {buyer.code}")
    taste = Taste(chance, buyer, shown)
    days = (end - start).days + 1
    since = chance.randint(1, 12)
    usual = sum(WEEKDAYS.values()) / len(WEEKDAYS)
    for day in range(days):
        date = start + timedelta(days=day)
        growth = GROWTH[0] + (GROWTH[1] - GROWTH[0]) * day / days
        again = REORDER[since - 1] if since <= len(REORDER) else REORDER_LATER
        if chance.random() < min(again * pace * growth * WEEKDAYS[date.weekday()] / usual, 0.9):
            at = _time(chance, date)
            if start < at < end:
                yield Wish(at, buyer, taste.lines())
            since = 1
        else:
            since += 1


def _time(chance: random.Random, date: datetime) -> datetime:
    hour = chance.choices(list(HOURS), list(HOURS.values()))[0]
    return date.replace(
        hour=hour,
        minute=chance.randrange(60),
        second=chance.randrange(60),
        microsecond=chance.randrange(10**6),
    )


class Taste:
    """What one buyer orders: some of what it has had before, the rest by what its kind likes and what is popular."""

    def __init__(self, chance: random.Random, buyer: Buyer, shown: Range) -> None:
        self._chance = chance
        liked = {group: share for group, share in buyer.taste.items() if shown.groups.get(group)}
        self._groups, self._shares = list(liked), list(liked.values())
        self._shelves = {group: _Shelf(shown.groups[group]) for group in liked}
        self._had: dict[str, Sold] = {}

    def lines(self) -> tuple[tuple[Sold, Decimal], ...]:
        """The lines of one order; every item once."""
        wanted = self._count()
        chosen: dict[str, Sold] = {}
        for _ in range(wanted * 4):
            if len(chosen) >= wanted:
                break
            for sold in self._next():
                chosen.setdefault(sold.item.sku, sold)
        self._had |= chosen
        return tuple((sold, self._quantity(sold)) for sold in chosen.values())

    def _count(self) -> int:
        u = self._chance.random()
        low_share, low = 0.0, 1.0
        for share, most in (*LINES_PER_ORDER, (1.0, MOST_LINES)):
            if u <= share:
                return round(low + (most - low) * (u - low_share) / (share - low_share))
            low_share, low = share, most
        return MOST_LINES

    def _next(self) -> list[Sold]:
        if self._had and self._chance.random() < BOUGHT_BEFORE:
            return [self._chance.choice(list(self._had.values()))]
        group = self._chance.choices(self._groups, self._shares)[0]
        return self._shelves[group].pick(self._chance)

    def _quantity(self, sold: Sold) -> Decimal:
        quantity = self._chance.choices([q for q, _ in QUANTITIES], [n for _, n in QUANTITIES])[0]
        most = int(DEAREST_LINE / (sold.price * sold.item.factor))
        return Decimal(max(1, min(quantity, most)))


class _Shelf:
    """The goods of a group, product by product, with their popularity."""

    def __init__(self, goods: list[Sold]) -> None:
        products: dict[tuple[str, str], list[Sold]] = {}
        for sold in goods:
            products.setdefault((sold.item.article.code, sold.seller), []).append(sold)
        self._products = list(products.values())
        self._sums = list(accumulate(weights(len(self._products))))

    def pick(self, chance: random.Random) -> list[Sold]:
        """One item; of clothing several sizes and colours of one style."""
        product = self._products[min(bisect_left(self._sums, chance.random()), len(self._products) - 1)]
        if not product[0].item.is_clothing:
            return [chance.choice(product)]
        return chance.sample(product, min(len(product), chance.randint(2, 6)))
