"""Combines the assortment into products: the same ones every time, part by part."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dinghuo.demo.million.assortment import Brand, Choice, Group, Leaf, groups, origins, series
from dinghuo.demo.million.size import SUPPLIERS_OF_A_GROUP, Size
from dinghuo.demo.words import Words

#: Variants of products, one after the other: four on average.
VARIANTS = (1, 2, 4, 6, 3, 8)


@dataclass(frozen=True)
class Part:
    """One of `parts` of the goods: products of every category, as they would have come in time."""

    size: Size
    number: int
    parts: int


@dataclass(frozen=True)
class Article:
    """A product. `first`: the number of its first variant among all; `words` name it, and with the words of one of its
    `options` that variant. `price` in yuan for a unit of the first one; `supplier` is a place among the suppliers."""

    group: Group
    leaf: Leaf
    place: int
    first: int
    brand: Brand
    words: Sequence[Words]
    origin: Choice
    options: Sequence[Sequence[Choice]]
    price: Decimal
    supplier: int

    @property
    def code(self) -> str:
        """The product's code."""
        return f"M{self.leaf.place:03d}{self.place:05d}"

    @property
    def path(self) -> str:
        """Its category's path."""
        return f"{self.group.key}/{self.leaf.key}/"


def articles(part: Part) -> Iterator[Article]:
    """The products of a part."""
    found = groups(part.size.groups)
    leaves = sum(len(group.leaves) for group in found)
    share, more = divmod(part.size.variants, leaves)
    for group in found:
        for leaf in group.leaves:
            before = leaf.place * share + min(leaf.place, more)
            for place, first, number in _sizes(share + (leaf.place < more)):
                if place % part.parts == part.number:
                    yield _article(group, leaf, place, before + first, number)


def _sizes(variants: int) -> Iterator[tuple[int, int, int]]:
    """Place, first variant and number of variants of each product of a category."""
    place = first = 0
    while first < variants:
        number = min(VARIANTS[place % len(VARIANTS)], variants - first)
        yield place, first, number
        place, first = place + 1, first + number


def _article(group: Group, leaf: Leaf, place: int, first: int, number: int) -> Article:
    chance = random.Random(leaf.place * 1_000_003 + place)
    # 7919 has no factor in common with the number of combinations: each comes once before any comes again.
    turn = (place * 7919 + leaf.place * 31) % (len(group.brands) * len(group.kinds) * len(series()))
    turn, line = divmod(turn, len(series()))
    turn, kind = divmod(turn, len(group.kinds))
    thing = Words(
        group.kinds[kind].chinese + leaf.words.chinese, f"{group.kinds[kind].english} {leaf.words.english}"
    )
    return Article(
        group,
        leaf,
        place,
        first,
        brand=group.brands[turn],
        words=[group.brands[turn].words, _once(thing), series()[line]],
        origin=chance.choice(origins()),
        options=_options(chance, group, number),
        price=_price(chance, group),
        supplier=group.place * SUPPLIERS_OF_A_GROUP + turn % SUPPLIERS_OF_A_GROUP,
    )


def _options(chance: random.Random, group: Group, number: int) -> list[tuple[Choice, Choice]]:
    first, second = group.axes
    columns = 1 if number <= 3 else 2
    start = chance.randrange(len(first.choices))
    other = chance.randrange(len(second.choices))
    return [
        (
            first.choices[(start + place // columns) % len(first.choices)],
            second.choices[(other + place % columns) % len(second.choices)],
        )
        for place in range(number)
    ]


def _price(chance: random.Random, group: Group) -> Decimal:
    # Cheap things are more frequent than dear ones.
    low, high = group.price_from, group.price_to
    return Decimal(low * (high / low) ** (chance.random() ** 1.6)).quantize(Decimal("0.01"))


_known: dict[tuple[str, str], Words] = {}


def _once(words: Words) -> Words:
    """The same words once, so that their Traditional Chinese is written once."""
    return _known.setdefault((words.chinese, words.english), words)
