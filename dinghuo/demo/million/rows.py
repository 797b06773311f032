"""Makes the rows of a part of the goods as COPY reads them. Needs no database, so that each core makes a part of its own."""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.rules.attributes import traits
from dinghuo.catalogue.rules.search_text import search_texts
from dinghuo.demo.goods.gtin import gtin13
from dinghuo.demo.million.assortment import Choice, Group, Leaf, groups, origins, series
from dinghuo.demo.million.size import SUPPLIERS_OF_A_GROUP, Size
from dinghuo.demo.words import Words

#: Variants of products, one after the other: four on average.
VARIANTS = (1, 2, 4, 6, 3, 8)
#: Kinds of rows in ids: as many as there are tables whose ids are counted.
PRODUCT, VARIANT = 1, 2
#: Of each table, its columns in the order of the values below.
COLUMNS = {
    "catalogue_product": "id, market_id, code, name, names, category_id, brand_id, description, descriptions, attributes, "
    "kind, state, tax_rate, base_unit",
    "catalogue_variant": "id, market_id, product_id, sku, name, names, options, gtin, position, is_active",
    "catalogue_listing": "market_id, variant_id, product_id, brand_id, category_path, listed, lead, sku, sort_key, "
    "name_text, pinyin_text, initials_text, alias_text, syllables, traits, product_traits",
    # What the rest is made of by fill.sql; `n` counts all variants.
    "made": "n, variant_id, product_id, is_first, supplier, price, unit, group_case, shape",
}
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class Ground:
    """What the rows stand on: ids of the market, of categories and brands by key, and the millisecond of all ids."""

    market: str
    moment_ms: int
    categories: Mapping[str, str]
    brands: Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """One of `parts` of the goods: products of every category, as they would have come in time."""

    size: Size
    number: int
    parts: int


@dataclass
class Lines:
    """Lines for COPY by table."""

    by_table: dict[str, list[str]] = field(default_factory=lambda: {table: [] for table in COLUMNS})

    def add(self, table: str, *values: object) -> None:
        """Add a row; None is NULL. No value holds a tab, a line's end or a backslash."""
        self.by_table[table].append("\t".join("\\N" if value is None else str(value) for value in values))

    def text(self) -> dict[str, bytes]:
        """What COPY is given."""
        return {table: ("\n".join(lines) + "\n").encode() for table, lines in self.by_table.items() if lines}


def id_of(moment_ms: int, kind: int, number: int) -> str:
    """The id of the n-th row of a kind: a UUIDv7 of the moment, as a row that has come then would have. fill.sql says
    the same."""
    return str(UUID(f"{moment_ms:012x}7{kind:03x}8{number:015x}"))


def rows(ground: Ground, part: Part) -> dict[str, bytes]:
    """The lines of a part, by table."""
    made = Lines()
    found = groups(part.size.groups)
    leaves = sum(len(group.leaves) for group in found)
    for group in found:
        for leaf in group.leaves:
            share, more = divmod(part.size.variants, leaves)
            before = leaf.place * share + min(leaf.place, more)
            for place, first, number in _products(share + (leaf.place < more)):
                if place % part.parts == part.number:
                    _product(made, ground, group, leaf, place, before + first, number)
    return made.text()


def _products(variants: int) -> Iterator[tuple[int, int, int]]:
    """Place, first variant and number of variants of each product of a category."""
    place = first = 0
    while first < variants:
        number = min(VARIANTS[place % len(VARIANTS)], variants - first)
        yield place, first, number
        place, first = place + 1, first + number


def _product(made: Lines, ground: Ground, group: Group, leaf: Leaf, place: int, first: int, number: int) -> None:
    chance = random.Random(leaf.place * 1_000_003 + place)
    # 7919 has no factor in common with the number of combinations: each comes once before any comes again.
    turn = (place * 7919 + leaf.place * 31) % (len(group.brands) * len(group.kinds) * len(series()))
    turn, line = divmod(turn, len(series()))
    turn, kind = divmod(turn, len(group.kinds))
    brand = group.brands[turn]
    thing = Words(
        group.kinds[kind].chinese + leaf.words.chinese, f"{group.kinds[kind].english} {leaf.words.english}"
    )
    words = [brand.words, _told(thing), series()[line]]
    code, origin = f"M{leaf.place:03d}{place:05d}", chance.choice(origins())
    name = _joined(words)
    attributes, chosen = {"origin": origin.key}, _options(chance, group, number)
    product_id = id_of(ground.moment_ms, PRODUCT, first)
    own = (ground.categories[leaf.key], ground.brands[brand.key])
    told = f"{name['zh-hans']}，产地{origin.words.chinese}，每箱{group.case}{group.unit}。"
    told_names = {"en": f"{name['en']}, from {origin.words.english}, {group.case} to a case."}
    tax = Decimal(group.tax_per_cent) / 100
    made.add(
        "catalogue_product",
        *(product_id, ground.market, code, name["zh-hans"], encode(name), *own, told, encode(told_names)),
        *(encode(attributes), "goods", "published", tax, group.unit),
    )
    price = _price(chance, group)
    supplier = group.place * SUPPLIERS_OF_A_GROUP + turn % SUPPLIERS_OF_A_GROUP
    marks = [traits({**attributes, **_keys(group, each)}) for each in chosen]
    everything = list(dict.fromkeys(mark for each in marks for mark in each))
    for position, option in enumerate(chosen):
        n = first + position
        variant_id, sku = id_of(ground.moment_ms, VARIANT, n), f"{code}-{position + 1}"
        full = _joined([*words, *(each.words for each in option)])
        options = _keys(group, option)
        gtin = gtin13(leaf.place * 10_000_000 + place * 10 + position)
        made.add(
            "catalogue_variant",
            *(variant_id, ground.market, product_id, sku, full["zh-hans"], encode(full), encode(options), gtin),
            *(position, "t"),
        )
        brand_names = brand.words.translations
        texts = search_texts(
            [
                full["zh-hans"],
                name["zh-hans"],
                *options.values(),
                *full.values(),
                *name.values(),
                brand.words.chinese,
                *brand_names.values(),
            ]
        )
        made.add(
            "catalogue_listing",
            *(ground.market, variant_id, product_id, own[1], f"{group.key}/{leaf.key}/", "t", "ft"[position == 0]),
            *(sku, texts.sort_key, texts.name, texts.pinyin, texts.initials, texts.alias, _array(texts.syllables)),
            *(_array(marks[position]), _array(everything if position == 0 else marks[position])),
        )
        asked = price * (1 + position % 5 * Decimal("0.35"))
        made.add(
            "made",
            *(n, variant_id, product_id, "ft"[position == 0], supplier, asked.quantize(Decimal("0.01"))),
            *(group.unit, group.case, group.shape),
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


def _keys(group: Group, option: Sequence[Choice]) -> dict[str, str]:
    pairs = zip(group.axes, option, strict=True)
    # In the order in which PostgreSQL keeps the keys of jsonb, and so in that in which traits are read from it.
    return dict(sorted(((axis.key, choice.key) for axis, choice in pairs), key=lambda pair: (len(pair[0]), pair[0])))


def _price(chance: random.Random, group: Group) -> Decimal:
    # Cheap things are more frequent than dear ones.
    low, high = group.price_from, group.price_to
    return Decimal(low * (high / low) ** (chance.random() ** 1.6)).quantize(Decimal("0.01"))


_known: dict[tuple[str, str], Words] = {}


def _told(words: Words) -> Words:
    """The same words once, so that their Traditional Chinese is written once."""
    return _known.setdefault((words.chinese, words.english), words)


def _joined(words: Sequence[Words]) -> dict[str, str]:
    # In the order in which variant_names() of catalogue/rules/told.py writes them.
    return {language: " ".join(each.translations[language] for each in words) for language in ("en", "zh-hans", "zh-hant")}


def _array(values: Sequence[str]) -> str:
    return "{" + ",".join(f'"{value}"' for value in values) + "}"
