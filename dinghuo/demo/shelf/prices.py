"""Sets the demo's price lists, and prices the lines of the past as the lists would have."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from dinghuo.demo.companies import company as told
from dinghuo.demo.ids import Ids
from dinghuo.demo.shelf.item import Sold
from dinghuo.demo.words import Words
from dinghuo.foundation.quantity import plain
from dinghuo.pricing.rules.explain import VERSION
from dinghuo.pricing.rules.levels import LEVELS as NUMBERS

#: Cases from which the base price is lower, and by which factor.
TIERS = ((10, Decimal("0.97")), (50, Decimal("0.94")))
#: Against the base list, for the more popular half of what a seller sells.
LEVELS = {"gold": Decimal("0.95"), "silver": Decimal("0.975")}
LEVEL_NAMES = {"gold": Words("金牌价", "Gold prices"), "silver": Words("银牌价", "Silver prices")}
BASE = Words("基础价", "Base prices")
#: Buyers with a contract list, and with whom.
CONTRACTS = (
    ("B001", "S001"),
    ("B001", "S004"),
    ("B002", "S003"),
    ("B004", "S002"),
    ("B009", "HY"),
    ("B021", "S006"),
    ("B025", "HYHN"),
    ("B034", "HYXN"),
)
CONTRACT_GOODS = 60
CONTRACT_FACTOR = Decimal("0.91")
CENT = Decimal("0.01")
Steps = list[tuple[Decimal, Decimal]]


@dataclass
class PriceList:
    """A seller's list: the steps (base units from which, yuan for one) of each item, by the item's SKU."""

    id: UUID
    key: str
    words: Words
    seller: str
    kind: str
    level: str | None = None
    buyer: str | None = None
    steps: dict[str, Steps] = field(default_factory=dict)


@dataclass(frozen=True)
class Priced:
    """What a line cost: for one ordered unit, and why."""

    amount: Decimal
    explanation: list[dict[str, Any]]


class Prices:
    """All lists of the market, and the price that follows from them."""

    def __init__(self, lists: Sequence[PriceList]) -> None:
        self.lists = lists
        self._by_seller: dict[str, list[PriceList]] = {}
        for one in lists:
            self._by_seller.setdefault(one.seller, []).append(one)

    def price(self, sold: Sold, buyer: str, level: str, base_units: Decimal) -> Priced:
        """The nearest list's highest step that is reached: customer before level before base (pricing/README.md)."""
        rows = []
        winner: PriceList | None = None
        amount = Decimal(0)
        for one in self._by_seller[sold.seller]:
            if (one.buyer and one.buyer != buyer) or (one.level and one.level != level):
                continue
            for minimum, price in reversed(one.steps.get(sold.item.sku, ())):
                wins = winner is None and minimum <= base_units
                if wins:
                    winner, amount = one, price * sold.item.factor
                    reason = "nearest"
                elif minimum > base_units:
                    reason = "minimum-not-reached"
                else:
                    reason = "higher-step" if one is winner else "nearer-list"
                rows.append(_told(sold, one, minimum, price, reason))
                if wins:
                    rows[-1] |= {"outcome": "won", "asked": _asked(sold, base_units)}
        return Priced(amount, rows)


def price_lists(sold: Sequence[Sold], at: datetime, ids: Ids) -> Prices:
    """The base, level and contract lists of every seller, nearest first."""
    by_seller: dict[str, list[Sold]] = {}
    for one in sorted(sold, key=lambda one: one.item.rank):
        by_seller.setdefault(one.seller, []).append(one)
    names = _names()
    lists: list[PriceList] = []
    for buyer, seller in CONTRACTS:
        chance = random.Random(f"contract {buyer} {seller}")
        chosen = chance.sample(by_seller[seller][:400], CONTRACT_GOODS)
        name = Words(f"{names[buyer].chinese}协议价", f"Agreed prices of {names[buyer].english}")
        contract = PriceList(ids.at(at), f"{seller}-{buyer}".lower(), name, seller, "customer", buyer=buyer)
        contract.steps = {one.item.sku: [_first(one, CONTRACT_FACTOR)] for one in chosen}
        lists.append(contract)
    for seller, goods in by_seller.items():
        popular = goods[: len(goods) // 2]
        for level, factor in LEVELS.items():
            listed = PriceList(
                ids.at(at), f"{seller}-{level}".lower(), LEVEL_NAMES[level], seller, "level", level=level
            )
            listed.steps = {one.item.sku: list(_steps(one, factor)) for one in popular}
            lists.append(listed)
        base = PriceList(ids.at(at), f"{seller}-base".lower(), BASE, seller, "base")
        base.steps = {one.item.sku: list(_steps(one, Decimal(1))) for one in goods}
        lists.append(base)
    return Prices(lists)


def _steps(sold: Sold, factor: Decimal) -> Iterator[tuple[Decimal, Decimal]]:
    yield _first(sold, factor)
    if not sold.item.is_clothing:
        for cases, off in TIERS:
            yield Decimal(cases * sold.item.article.case), _rounded(sold.price * factor * off)


def _first(sold: Sold, factor: Decimal) -> tuple[Decimal, Decimal]:
    return Decimal(1), _rounded(sold.price * factor)


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def _told(sold: Sold, one: PriceList, minimum: Decimal, price: Decimal, reason: str) -> dict[str, Any]:
    """A step of the trace as pricing keeps it (pricing/rules/explain.py), so that it can be replayed."""
    factor = None if sold.item.unit == sold.item.article.unit else "1"
    return {
        "level": one.kind,
        "rule": one.words.chinese,
        "list": one.key,
        "unit": sold.item.article.unit,
        "min_quantity": plain(minimum),
        "amount": plain(price * sold.item.factor),
        "outcome": "lost",
        "reason": reason,
        "threshold": plain(minimum),
        "rank": NUMBERS[one.kind],
        "tax_included": True,
        "made": {"amount": plain(price), "factor": factor},
    }


def _asked(sold: Sold, base_units: Decimal) -> dict[str, Any]:
    return {
        "version": VERSION,
        "base_quantity": plain(base_units),
        "factor": plain(Decimal(sold.item.factor)),
        "lowest_from": 0,
        "tax_rate": plain(sold.item.article.tax_rate),
    }


def _names() -> Mapping[str, Words]:
    return {buyer.code: buyer.words for buyer in told.buyers()}
