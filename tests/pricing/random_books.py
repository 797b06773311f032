"""Random price books, dense enough that most questions find several prices that differ."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from dinghuo.pricing.rules.book import Book, ExemptRow, FormulaRow, ListRow, PriceRow, Question
from tests.pricing.conftest import NOW
from tests.pricing.world import ALWAYS, BUYERS, FACTORS, GOODS, OWNERS

WHOM: dict[str, list[str | None]] = {
    "manual": ["buyer", "parent", "other"],
    "contract": ["buyer", "buyer", "parent", "top", "other"],
    "customer": ["buyer", "buyer", "parent", "top", "other"],
    "group": ["hotels", "schools", "chains"],
    "level": ["gold", "gold", "silver"],
    "channel": [None, "branch", "seller", "31", "3101", "3201"],
    "base": [None],
    "cost": [None],
}
#: What a row may be for, as it targets it.
FOR = {
    "variant": ["A", "A", "C1", "C1", "C2"],
    "product": ["P-A", "tee"],
    "category": ["all/", "wear/", "wear/tops/"],
    "brand": ["acme"],
    "all": [""],
}
UNITS = ["瓶", "瓶", "瓶", "箱", "箱", "托", "袋"]
MINIMUMS = ["1", "1", "2", "6", "12", "24", "30", "0.5"]
QUANTITIES = ["1", "1", "2", "3", "6", "12", "25", "30", "0.5", "0.3"]


def random_book(chance: Random) -> Book:
    """Up to fourteen lists with up to fifty rows on them."""
    lists: dict[tuple, ListRow] = {}
    for i in range(chance.randint(2, 14)):
        row = _list(chance, i)
        lists.setdefault((row.seller, row.kind, row.whom, row.storefront, row.order_type, row.currency), row)
    named = list(lists.values())
    prices: list[PriceRow] = []
    for _ in range(chance.randint(4, 50)):
        row = _row(chance, named)
        if not any(_overlap(row, other) for other in prices):
            prices.append(row)
    day = NOW.date()
    rates = {
        ("USD", "CNY", day - timedelta(days=chance.randint(0, 12))): Decimal("7.1234567891"),
        ("USD", "CNY", day): Decimal("7.2"),
    }
    lowest = chance.choice([{}, {}, {"seller": 2}, {"seller": 4}, {"seller": 6}])
    until = chance.choice([None, NOW, NOW + timedelta(microseconds=1)])
    exempt = [ExemptRow("seller", chance.choice(["buyer", "buyer", "parent"]), ALWAYS, until)]
    papers = exempt if chance.random() < 0.3 else []
    return Book(named, prices, FACTORS, GOODS, BUYERS, OWNERS, lowest, rates, papers)


def _list(chance: Random, position: int) -> ListRow:
    kind = chance.choice([*WHOM, "base", "base"])
    whom = chance.choice(WHOM[kind])
    shop = chance.choice(
        ["shop", "other-shop"] if kind == "channel" and not whom else [None, None, None, "shop"]
    )
    return ListRow(
        key=f"list-{position}",
        seller="other-seller" if chance.random() < 0.05 else "seller",
        kind=kind,
        whom=whom,
        storefront=shop,
        currency="USD" if chance.random() < 0.15 else "CNY",
        active=chance.random() < 0.95,
        order_type=chance.choice(["", "", "", "", "standard", "urgent"]),
        priority=position,
        converts=chance.random() < 0.8,
        tax_included=chance.random() < 0.5,
        start=chance.choice([None, None, None, None, NOW, NOW + timedelta(days=1)]),
        end=chance.choice([None, None, None, None, NOW + timedelta(days=2)]),
    )


def _row(chance: Random, named: list[ListRow]) -> PriceRow:
    listed = chance.choice(named)
    others = [
        row.key
        for row in named
        if (row.seller, row.currency) == (listed.seller, listed.currency) and row.key != listed.key
    ]
    is_formula = bool(others) and listed.kind != "cost" and chance.random() < 0.35
    target = chance.choice(["variant", "variant", *FOR])
    sums = chance.choice(["line", "line", "line", "target", "group"])
    start = ALWAYS if chance.random() < 0.85 else _day(chance)
    end = None if chance.random() < 0.85 else start + timedelta(days=chance.choice([1, 3, 5000]))
    return PriceRow(
        list=listed.key,
        variant=chance.choice(FOR[target]),
        unit="" if is_formula else chance.choice([*UNITS, "", ""]),
        min_quantity=Decimal(chance.choice(MINIMUMS)),
        amount=None if is_formula else _amount(chance),
        start=start,
        end=end,
        target=target,
        sums=sums,
        tier_group="one" if sums == "group" else "",
        formula=_formula(chance, others) if is_formula else None,
    )


def _formula(chance: Random, others: list[str]) -> FormulaRow:
    step = chance.choice([None, None, Decimal(1), Decimal("0.05"), Decimal("0.3")])
    bounded = chance.random() < 0.5
    return FormulaRow(
        base_list=chance.choice(others),
        percent=Decimal(chance.randint(500_000, 1_500_000)).scaleb(-4),
        plus=Decimal(chance.choice([0, 0, -2_000_000, 1_500_000, 333_333])).scaleb(-6),
        step=step,
        ending=chance.choice([Decimal(0), Decimal("0.04"), Decimal("0.9")]) if step else Decimal(0),
        floor=_amount(chance) if bounded and chance.random() < 0.5 else None,
        ceiling=_amount(chance) if bounded and chance.random() < 0.7 else None,
        min_margin=Decimal(chance.randint(0, 300_000)).scaleb(-4) if chance.random() < 0.15 else None,
    )


def _amount(chance: Random) -> Decimal:
    if chance.random() < 0.5:
        return Decimal(chance.randint(5, 30))
    return Decimal(chance.randint(1, 60_000_000)).scaleb(-6)


def _day(chance: Random) -> datetime:
    return NOW + timedelta(days=chance.randint(-3, 3))


def _overlap(one: PriceRow, other: PriceRow) -> bool:
    slot = ("list", "target", "variant", "unit", "min_quantity")
    same = all(getattr(one, name) == getattr(other, name) for name in slot)
    return (
        same and (one.end is None or other.start < one.end) and (other.end is None or one.start < other.end)
    )


def random_questions(chance: Random, count: int = 12) -> list[Question]:
    """So many lines of one buyer, each with a basket of its own."""
    buyer = chance.choice(["buyer", "buyer", "buyer", "buyer", "parent", "other", None])
    place = chance.choice([None, "shop", "shop", "other-shop"])
    at = chance.choice([NOW, NOW, NOW, _day(chance), NOW - timedelta(microseconds=1)])
    kind = chance.choice(["standard", "standard", "urgent"])
    return [
        Question(
            *(buyer, place),
            *_line(chance),
            *("CNY", at, kind),
            tuple(_line(chance) for _beside in range(chance.choice([0, 0, 1, 2]))),
        )
        for _question in range(count)
    ]


def _line(chance: Random) -> tuple[str, str, str, Decimal]:
    seller = "other-seller" if chance.random() < 0.05 else "seller"
    article = chance.choice(["A", "A", "B", "C1", "C1", "C2"])
    return (seller, article, chance.choice(UNITS), Decimal(chance.choice(QUANTITIES)))
