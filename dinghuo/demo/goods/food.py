"""Makes the food-and-beverage assortment: of every shelf's brands x kinds x sizes, as many as the shelf holds."""

import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any

from dinghuo.catalogue.rules.attributes import key_of
from dinghuo.demo.drawings import Paint
from dinghuo.demo.drawings.motifs import MOTIFS
from dinghuo.demo.drawings.paint import HUES, PAPER, darker, lighter
from dinghuo.demo.goods.article import Article, Kind
from dinghuo.demo.goods.gtin import case_gtin, gtin13
from dinghuo.demo.goods.shelves import Brand, brands, read
from dinghuo.demo.words import Words

STORAGE = {
    "": Words("常温", "Keep at room temperature"),
    "frozen": Words("-18℃冷冻", "Keep frozen at -18 °C"),
}
ORIGINS = ("浙江", "广东", "山东", "四川", "黑龙江", "福建", "云南", "湖北", "内蒙古", "江苏")
CASE = "箱"
#: No food: it says nothing of its storage.
HOUSEHOLD = "household"


def food() -> Iterator[Article]:
    """Every food article, shelf by shelf."""
    for number, shelf in enumerate(read("food")["shelf"], start=1):
        chance = random.Random(f"food {shelf['key']}")
        combinations = list(product(shelf["brands"], shelf["kinds"], shelf["sizes"]))
        chosen = sorted(chance.sample(range(len(combinations)), shelf["count"]))
        for place, position in enumerate(chosen, start=1):
            yield _article(chance, shelf, number, place, *combinations[position])


def _article(
    chance: random.Random,
    shelf: dict[str, Any],
    number: int,
    place: int,
    brand_key: str,
    kind: list[Any],
    size: list[Any],
) -> Article:
    brand = brands()[brand_key]
    label, case, price = size
    words = brand.words + Words(kind[0], kind[1]) + Words(label, label)
    storage = STORAGE[shelf.get("storage", "")]
    paint = _paint(brand, shelf["kinds"].index(kind))
    return Article(
        code=f"F{number:02d}{place:03d}",
        group=shelf["group"],
        shelf=shelf["key"],
        brand=brand_key,
        words=words,
        description=_description(words, shelf, case, storage),
        attributes={
            "net-content": label,
            "shelf-life": str(shelf["life"]),
            **({} if shelf["group"] == HOUSEHOLD else {"storage": shelf.get("storage") or "ambient"}),
            "origin": chance.choice(ORIGINS),
        },
        tax_rate=Decimal(shelf["tax"]) / 100,
        unit=shelf["unit"],
        case=case,
        price=_price(Decimal(str(price)) * Decimal(str(kind[2])) * Decimal(chance.randint(92, 112)) / 100),
        life_days=shelf["life"],
        shape=shelf["picture"],
        paint=paint,
        kinds=_kinds(shelf, number, place, paint),
    )


def _kinds(shelf: dict[str, Any], number: int, place: int, paint: Paint) -> tuple[Kind, ...]:
    code = f"F{number:02d}{place:03d}"
    flavours = shelf.get("flavours")
    first = number * 100_000 + place * 100
    if not flavours:
        gtin = gtin13(first)
        return (Kind(code, None, {}, gtin, case_gtin(gtin)),)
    kinds = []
    for step, flavour in enumerate(flavours):
        gtin = gtin13(first + step)
        hue = list(HUES.values())[(list(HUES.values()).index(paint.lid) + step * 2) % len(HUES)]
        own = Paint(paint.body, hue, paint.label, darker(hue, 0.1), paint.motif) if step else None
        kinds.append(
            Kind(
                f"{code}-{step + 1}",
                Words(*flavour),
                {"flavour": key_of(flavour[1])},
                gtin,
                case_gtin(gtin),
                own,
            )
        )
    return tuple(kinds)


def _paint(brand: Brand, kind: int) -> Paint:
    hues = list(HUES.values())
    body = hues[(brand.place * 5 + kind * 3) % len(hues)]
    lid = hues[(brand.place * 7 + 4 + kind) % len(hues)]
    label = PAPER if (brand.place + kind) % 3 else lighter(body, 0.82)
    return Paint(body, lid, label, darker(body, 0.15), list(MOTIFS)[brand.place % len(MOTIFS)])


def _price(amount: Decimal) -> Decimal:
    step = Decimal("0.05") if amount < 20 else Decimal("0.5")
    return (amount / step).to_integral_value() * step


def _description(words: Words, shelf: dict[str, Any], case: int, storage: Words) -> Words:
    months = round(shelf["life"] / 30)
    return Words(
        f"{words.chinese.replace(' ', '')}，每箱{case}{shelf['unit']}。{storage.chinese}保存，保质期{months}个月。",
        f"{words.english}, {case} to a case. {storage.english}; keeps {months} months.",
    )
