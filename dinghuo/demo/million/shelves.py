"""Sets up what goods are sorted by and sold under: categories, templates, brands, price lists, assortments."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from dinghuo.catalogue.models import (
    Assortment,
    AssortmentItem,
    AssortmentReach,
    Attribute,
    Brand,
    Category,
)
from dinghuo.catalogue.states import AssortmentKind, AttributeKind, ReachKind
from dinghuo.demo.drawings import Paint
from dinghuo.demo.drawings.motifs import MOTIFS
from dinghuo.demo.drawings.paint import HUES, PAPER, darker
from dinghuo.demo.ids import Ids
from dinghuo.demo.million.assortment import Axis, Choice, Group, brands, groups, origins
from dinghuo.demo.million.market import CURRENCY, Opened, last_groups
from dinghuo.demo.million.size import Size
from dinghuo.demo.shelf.pictures import Pictures
from dinghuo.demo.words import Words
from dinghuo.integration.steps.write_rows import write_rows
from dinghuo.pricing.models import PriceList

ORIGIN = Words("产地", "Origin")
#: Groups that a storefront of those behind the first shows whole, and brands of other groups beside them.
SHOWN_GROUPS, SHOWN_BRANDS = 3, 5
#: Tibet and Xinjiang, where some goods aren't delivered.
DENIED_REGIONS = ("54", "65")


def write_categories(opened: Opened, size: Size, at: datetime, ids: Ids) -> dict[str, UUID]:
    """The tree with its templates; ids by key."""
    market = {"market_id": opened.market_id}
    found: dict[str, UUID] = {}
    tops, below, attributes = [], [], []
    for group in groups(size.groups):
        found[group.key] = ids.at(at)
        tops.append(
            {
                **market,
                **_category(group.key, f"{group.key}/", group.words, group.place),
                "id": found[group.key],
            }
        )
        for leaf in group.leaves:
            found[leaf.key] = ids.at(at)
            own = _category(leaf.key, f"{group.key}/{leaf.key}/", leaf.words, leaf.place)
            below.append({**market, **own, "id": found[leaf.key], "parent_id": found[group.key]})
        attributes += [{**market, **each, "category_id": found[group.key]} for each in _template(group)]
    write_rows(Category, [*tops, *below])
    write_rows(Attribute, attributes)
    return found


def write_brands(opened: Opened, size: Size, at: datetime, ids: Ids) -> dict[str, UUID]:
    """The brands; ids by key."""
    wanted = {brand.key for group in groups(size.groups) for brand in group.brands}
    found = {brand.key: ids.at(at) for brand in brands() if brand.key in wanted}
    rows = (
        {
            "market_id": opened.market_id,
            "id": found[brand.key],
            "key": brand.key,
            "name": brand.words.chinese,
            "names": brand.words.translations,
        }
        for brand in brands()
        if brand.key in found
    )
    write_rows(Brand, rows)
    return found


def write_price_lists(opened: Opened, at: datetime, ids: Ids) -> dict[str, list[UUID]]:
    """Lists without prices; ids by sort in the order of suppliers, of contracts in the order of customers.

    A customer's contract is with the supplier whose turn it is: fill.sql says the same.
    """
    rows: list[dict[str, Any]] = []
    found: dict[str, list[UUID]] = {}

    def add(sort: str, key: str, words: Words, **whom: Any) -> None:
        row = {"id": ids.at(at), "key": key, "name": words.chinese, "names": words.translations, **whom}
        rows.append({"market_id": opened.market_id, "currency": CURRENCY, **row})
        found.setdefault(sort, []).append(row["id"])

    for supplier in opened.suppliers:
        key = supplier.code.lower()
        add("base", f"{key}-base", Words("基础价", "Base prices"), kind="base", seller_id=supplier.id)
        for level, words in (("silver", Words("银牌价", "Silver")), ("gold", Words("金牌价", "Gold"))):
            whom = {"kind": "level", "level_id": opened.levels[level], "seller_id": supplier.id}
            add(level, f"{key}-{level}", words, **whom)
    for place, customer in enumerate(opened.customers, start=1):
        seller = opened.suppliers[place % len(opened.suppliers)]
        words = Words(f"{customer.words.chinese} 协议价", f"Contract of {customer.words.english}")
        whom = {"kind": "customer", "buyer_id": customer.id, "seller_id": seller.id}
        add("contracts", f"contract-{customer.code}".lower(), words, **whom)
    write_rows(PriceList, rows)
    return found


def write_assortments(
    opened: Opened,
    size: Size,
    categories: Mapping[str, UUID],
    brand_ids: Mapping[str, UUID],
    at: datetime,
    ids: Ids,
) -> None:
    """Most are of a storefront: the first shows all but the last groups, the others some groups and some brands. The
    last few name buyers by region, level and customer, who never see a group; those storefronts show everything."""
    market = {"market_id": opened.market_id}
    found, reaches, items = groups(size.groups), [], []
    whom = _denied(opened)
    of_storefronts = size.assortments - (len(whom) if size.assortments > 2 * len(whom) else 0)
    made = [ids.at(at) for _each in range(size.assortments)]
    for place, assortment_id in enumerate(made):
        own = {**market, "assortment_id": assortment_id}
        if place < of_storefronts:
            storefront_id = opened.storefronts[place]
            reaches.append({**own, "kind": ReachKind.STOREFRONT.value, "storefront_id": storefront_id})
            shown = _groups_of(size, place)
        else:
            reaches.append({**own, **whom[place - of_storefronts]})
            shown = [found[place % len(found)]]
        for group in shown:
            items.append({**own, "kind": AssortmentKind.CATEGORY.value, "category_id": categories[group.key]})
        for key in _brands_of(place, list(brand_ids)) if place < of_storefronts else ():
            items.append({**own, "kind": AssortmentKind.BRAND.value, "brand_id": brand_ids[key]})
    rows = (
        {
            **market,
            "id": assortment_id,
            "key": f"set-{place + 1}",
            "name": f"商品范围 {place + 1}",
            "names": Words(f"商品范围 {place + 1}", f"Range {place + 1}").translations,
            "denies": place >= of_storefronts,
        }
        for place, assortment_id in enumerate(made)
    )
    write_rows(Assortment, rows)
    write_rows(AssortmentReach, reaches)
    write_rows(AssortmentItem, items)


def _denied(opened: Opened) -> list[dict[str, Any]]:
    """Whom the last assortments name: two regions, a level and a customer."""
    return [
        *({"kind": ReachKind.REGION.value, "region_code": code} for code in DENIED_REGIONS),
        {"kind": ReachKind.LEVEL.value, "level_id": opened.levels["normal"]},
        {"kind": ReachKind.CUSTOMER.value, "customer_id": opened.customers[1].id},
    ]


def draw_pictures(size: Size) -> dict[str, list[str]]:
    """Twelve pictures of each shape, as paths below MEDIA_ROOT."""
    pictures, hues, motifs = Pictures(), list(HUES.values()), list(MOTIFS)
    return {
        group.shape: [
            pictures.file(
                group.shape, Paint(hue, darker(hue), PAPER, darker(hue, 0.15), motifs[place % len(motifs)])
            )
            for place, hue in enumerate(hues)
        ]
        for group in groups(size.groups)
    }


def _groups_of(size: Size, place: int) -> Sequence[Group]:
    found = groups(size.groups)
    if place == 0:
        return found[: len(found) - last_groups(size)]
    return [
        found[(place * SHOWN_GROUPS + step) % len(found)] for step in range(min(SHOWN_GROUPS, len(found)))
    ]


def _brands_of(place: int, keys: Sequence[str]) -> Iterator[str]:
    if place:
        yield from dict.fromkeys(keys[(place * 31 + step * 7) % len(keys)] for step in range(SHOWN_BRANDS))


def _category(key: str, path: str, words: Words, position: int) -> dict[str, Any]:
    return {
        "key": key,
        "path": path,
        "name": words.chinese,
        "names": words.translations,
        "position": position,
    }


def _template(group: Group) -> Iterator[dict[str, Any]]:
    axes = [*group.axes, Axis("origin", ORIGIN, origins())]
    for position, axis in enumerate(axes):
        yield {
            "key": axis.key,
            "name": axis.words.chinese,
            "names": axis.words.translations,
            "kind": AttributeKind.CHOICE.value,
            "choices": [_choice(each) for each in axis.choices],
            "filterable": True,
            "axis": axis in group.axes,
            "position": position,
        }


def _choice(choice: Choice) -> dict[str, Any]:
    return {"key": choice.key, "name": choice.words.chinese, "names": choice.words.translations, "swatch": ""}
