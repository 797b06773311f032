"""Makes the goods' rows as COPY reads them. Needs no database, so that each core makes a part of its own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.rules.attributes import traits
from dinghuo.catalogue.rules.search_text import search_texts
from dinghuo.demo.goods.gtin import gtin13
from dinghuo.demo.million.articles import Article, Part, articles
from dinghuo.demo.million.assortment import Choice, Group
from dinghuo.demo.words import Words

#: Kinds of rows in ids; those of fill.sql go on from 10.
PRODUCT, VARIANT = 1, 2
#: What a variant of the next place costs more than the first.
DEARER = Decimal("0.35")
#: Of each table, its columns in the order of the values below.
COLUMNS = {
    "catalogue_product": "id, market_id, code, name, names, category_id, brand_id, description, descriptions, "
    "attributes, kind, state, tax_rate, base_unit",
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

    def id_of(self, kind: int, number: int) -> str:
        """The id of the n-th row of a kind: a UUIDv7 of the moment, as a row that came then would have. fill.sql says
        the same."""
        return str(UUID(f"{self.moment_ms:012x}7{kind:03x}8{number:015x}"))


@dataclass
class Lines:
    """Lines for COPY by table."""

    by_table: dict[str, list[str]] = field(default_factory=lambda: {table: [] for table in COLUMNS})

    def add(self, table: str, *values: object) -> None:
        """Add a row. No value is NULL, nor holds a tab, a line's end or a backslash."""
        self.by_table[table].append("\t".join(map(str, values)))

    def text(self) -> dict[str, bytes]:
        """What COPY is given."""
        return {table: ("\n".join(lines) + "\n").encode() for table, lines in self.by_table.items() if lines}


def rows(ground: Ground, part: Part) -> dict[str, bytes]:
    """The lines of a part, by table."""
    made = Lines()
    for article in articles(part):
        name = _joined(article.words)
        _product(made, ground, article, name)
        options = [_keys(article.group, option) for option in article.options]
        marks = [traits({"origin": article.origin.key, **each}) for each in options]
        for position, each in enumerate(options):
            full = _joined([*article.words, *(choice.words for choice in article.options[position])])
            _variant(made, ground, article, position, full, each)
            # The first one stands for all.
            shown = (
                marks[position] if position else list(dict.fromkeys(mark for own in marks for mark in own))
            )
            names = [full["zh-hans"], name["zh-hans"], *each.values(), *full.values(), *name.values()]
            _listing(made, ground, article, position, names, marks[position], shown)
    return made.text()


def _product(made: Lines, ground: Ground, article: Article, name: Mapping[str, str]) -> None:
    group, origin = article.group, article.origin
    told = f"{name['zh-hans']}，产地{origin.words.chinese}，每箱{group.case}{group.unit}。"
    names = {"en": f"{name['en']}, from {origin.words.english}, {group.case} to a case."}
    made.add(
        "catalogue_product",
        *(ground.id_of(PRODUCT, article.first), ground.market, article.code, name["zh-hans"], encode(name)),
        *(ground.categories[article.leaf.key], ground.brands[article.brand.key], told, encode(names)),
        *(
            encode({"origin": origin.key}),
            "goods",
            "published",
            Decimal(group.tax_per_cent) / 100,
            group.unit,
        ),
    )


def _variant(
    made: Lines,
    ground: Ground,
    article: Article,
    position: int,
    name: Mapping[str, str],
    options: Mapping[str, str],
) -> None:
    group, number = article.group, article.first + position
    variant_id, product_id = ground.id_of(VARIANT, number), ground.id_of(PRODUCT, article.first)
    gtin = gtin13(article.leaf.place * 10_000_000 + article.place * 10 + position)
    sku = f"{article.code}-{position + 1}"
    made.add(
        "catalogue_variant",
        *(variant_id, ground.market, product_id, sku, name["zh-hans"], encode(name), encode(options), gtin),
        *(position, "t"),
    )
    price = (article.price * (1 + position % 5 * DEARER)).quantize(Decimal("0.01"))
    made.add(
        "made",
        *(number, variant_id, product_id, _flag(position == 0), article.supplier, price),
        *(group.unit, group.case, group.shape),
    )


def _listing(
    made: Lines,
    ground: Ground,
    article: Article,
    position: int,
    names: Sequence[str],
    marks: Sequence[str],
    shown: Sequence[str],
) -> None:
    brand = article.brand.words
    texts = search_texts([*names, brand.chinese, *brand.translations.values()])
    variant_id = ground.id_of(VARIANT, article.first + position)
    product_id = ground.id_of(PRODUCT, article.first)
    made.add(
        "catalogue_listing",
        *(ground.market, variant_id, product_id, ground.brands[article.brand.key], article.path),
        *("t", _flag(position == 0), f"{article.code}-{position + 1}", texts.sort_key, texts.name),
        *(texts.pinyin, texts.initials, texts.alias),
        *(_array(texts.syllables), _array(marks), _array(shown)),
    )


def _keys(group: Group, option: Sequence[Choice]) -> dict[str, str]:
    pairs = zip(group.axes, option, strict=True)
    # In the order in which PostgreSQL keeps the keys of jsonb, and so in that in which traits are read from it.
    ordered = sorted(
        ((axis.key, choice.key) for axis, choice in pairs), key=lambda pair: (len(pair[0]), pair[0])
    )
    return dict(ordered)


def _joined(words: Sequence[Words]) -> dict[str, str]:
    # Languages in the order in which variant_names() of catalogue/rules/told.py writes them.
    languages = ("en", "zh-hans", "zh-hant")
    return {language: " ".join(each.translations[language] for each in words) for language in languages}


def _flag(value: bool) -> str:
    return "t" if value else "f"


def _array(values: Sequence[str]) -> str:
    return "{" + ",".join(f'"{value}"' for value in values) + "}"
