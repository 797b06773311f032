"""Makes the apparel assortment: styles, each with its colours x sizes as variants."""

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Any

from dinghuo.catalogue.rules.attributes import key_of
from dinghuo.demo.drawings import Paint
from dinghuo.demo.drawings.motifs import MOTIFS
from dinghuo.demo.goods.article import Article, Kind
from dinghuo.demo.goods.gtin import case_gtin, gtin13
from dinghuo.demo.goods.shelves import brands, read
from dinghuo.demo.words import Words

SEASONS = (Words("春夏款", "Spring/summer"), Words("秋冬款", "Autumn/winter"), Words("四季款", "All year"))
SEASON_KEYS = ("spring-summer", "autumn-winter", "all-year")
#: Pieces of one variant in a carton.
CARTON = 20
#: Words of the kind that say what is drawn, before the shelf's own picture.
PICTURES = (("裤", "trousers"), ("裙", "dress"), ("外套", "jacket"), ("卫衣", "jacket"))


def apparel() -> Iterator[Article]:
    """Every style, shelf by shelf."""
    data = read("apparel")
    for number, shelf in enumerate(data["shelf"], start=1):
        chance = random.Random(f"apparel {shelf['key']}")
        combinations = list(product(shelf["brands"], shelf["kinds"], shelf["fabrics"]))
        chosen = sorted(chance.sample(range(len(combinations)), shelf["count"]))
        for place, position in enumerate(chosen, start=1):
            yield _style(chance, data, shelf, f"A{number:02d}{place:03d}", *combinations[position])


def _style(
    chance: random.Random,
    data: Mapping[str, Any],
    shelf: dict[str, Any],
    code: str,
    brand_key: str,
    kind: list[Any],
    fabric_key: str,
) -> Article:
    fabric = data["fabrics"][fabric_key]
    words = Words(
        f"{brands()[brand_key].words.chinese} {fabric[0]}{kind[0]}",
        f"{brands()[brand_key].words.english} {fabric[1]} {kind[1]}",
    )
    season = chance.choice(SEASONS)
    colours = chance.sample(list(data["colours"]), chance.choice((2, 2, 2, 3)))
    motif = list(MOTIFS)[brands()[brand_key].place % len(MOTIFS)]
    paints = {colour: _paint(data["colours"][colour][2], motif) for colour in colours}
    price = Decimal(kind[2]) * Decimal(str(fabric[2])) * Decimal(chance.randint(94, 110)) / 100
    return Article(
        code=code,
        group=shelf["group"],
        shelf=shelf["key"],
        brand=brand_key,
        words=words,
        description=Words(
            f"{season.chinese}，{fabric[0]}面料，{len(colours)}色{len(shelf['sizes'])}码，可混批。",
            f"{season.english}, {fabric[1]}; {len(colours)} colours, {_sizes(shelf['sizes'])}. Mixed orders welcome.",
        ),
        attributes={"fabric": fabric_key, "season": SEASON_KEYS[SEASONS.index(season)]},
        tax_rate=Decimal("0.13"),
        unit=shelf["unit"],
        case=CARTON,
        price=price.to_integral_value(),
        life_days=0,
        shape=next((drawn for word, drawn in PICTURES if word in kind[0]), shelf["picture"]),
        paint=paints[colours[0]],
        kinds=tuple(_kinds(data, shelf, code, colours, paints)),
    )


def _kinds(
    data: Mapping[str, Any], shelf: dict[str, Any], code: str, colours: list[str], paints: dict[str, Paint]
) -> Iterator[Kind]:
    first = 10**8 + int(code[1:]) * 100
    for step, (colour, size) in enumerate(product(colours, shelf["sizes"])):
        chinese, english, _ = data["colours"][colour]
        gtin = gtin13(first + step)
        yield Kind(
            sku=f"{code}-{colour.upper()}-{_size_code(size)}",
            words=Words(f"{chinese} {size}", f"{english} {_size_english(size)}"),
            options={"colour": colour, "size": "one" if size == "均码" else key_of(size)},
            gtin=gtin,
            case_gtin=case_gtin(gtin),
            paint=paints[colour],
        )


def _sizes(sizes: list[str]) -> str:
    return _size_english(sizes[0]) if len(sizes) == 1 else f"sizes {sizes[0]} to {sizes[-1]}"


def _size_code(size: str) -> str:
    return "F" if size == "均码" else size


def _size_english(size: str) -> str:
    return "one size" if size == "均码" else size


def _paint(colour: str, motif: str) -> Paint:
    return Paint(body=colour, lid=colour, label=colour, ink=colour, motif=motif)
