"""Writes the shelves: categories, brands, products with their offers, price lists, warehouses, assortments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.models import Assortment, AssortmentItem, Brand, Category
from dinghuo.catalogue.states import AssortmentKind
from dinghuo.demo.companies.market import CURRENCY, Opened
from dinghuo.demo.goods.food import CASE
from dinghuo.demo.goods.shelves import brands, categories
from dinghuo.demo.ids import Ids
from dinghuo.demo.shelf.item import Item, Range, Sold
from dinghuo.demo.shelf.items import make_items, products
from dinghuo.demo.shelf.pictures import Pictures
from dinghuo.demo.shelf.prices import PriceList, Prices, price_lists
from dinghuo.demo.shelf.sellers import ranges, sold_by_all
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.rules.new_goods import NewOffer, NewPrice, NewProduct, NewVariant
from dinghuo.integration.steps.write_goods import write_goods
from dinghuo.integration.steps.write_prices import write_prices
from dinghuo.integration.steps.write_rows import write_rows
from dinghuo.inventory.models import Warehouse
from dinghuo.pricing import models as pricing


@dataclass
class Shelves:
    """What stands on the shelves. `warehouses`: each seller's main one, by the seller's code."""

    sold: Sequence[Sold]
    ranges: dict[str, Range]
    prices: Prices
    warehouses: dict[str, UUID]


def stock_up(opened: Opened, levels: dict[str, UUID], at: datetime, ids: Ids) -> Shelves:
    """Write all of the assortment into the market, as of an instant; stock comes with the trade."""
    items = make_items(at, ids)
    sold = sold_by_all(items)
    shown = ranges(sold)
    prices = price_lists(sold, at, ids)
    with acting(opened.actor):
        paths = _categories(opened, items, at, ids)
        brand_ids = _brands(opened, at, ids)
        write_goods(opened.actor, list(_products(opened, items, sold, paths, brand_ids)))
        _write_lists(opened, prices.lists, levels)
        write_prices(opened.actor, _prices(prices.lists, items, at))
        _assortments(opened, shown, at, ids)
        warehouses = _warehouses(opened, at, ids)
    return Shelves(sold, shown, prices, warehouses)


def _categories(opened: Opened, items: Sequence[Item], at: datetime, ids: Ids) -> dict[str, tuple[UUID, str]]:
    counts: dict[str, int] = {}
    for group in products(items).values():
        for key in (group[0].article.shelf, group[0].article.group):
            counts[key] = counts.get(key, 0) + 1
    found: dict[str, tuple[UUID, str]] = {}
    rows = []
    for position, category in enumerate(categories().values()):
        path = f"{category.group}/{category.key}/" if category.group else f"{category.key}/"
        found[category.key] = (ids.at(at), path)
        rows.append(
            {
                "market_id": opened.market_id,
                "id": found[category.key][0],
                "parent_id": found[category.group][0] if category.group else None,
                "key": category.key,
                "path": path,
                "name": category.words.chinese,
                "names": category.words.translations,
                "position": position,
                "products_listed": counts.get(category.key, 0),
            }
        )
    # Roots first: a parent must be there before its children.
    write_rows(Category, sorted(rows, key=lambda row: row["parent_id"] is not None))
    return found


def _brands(opened: Opened, at: datetime, ids: Ids) -> dict[str, UUID]:
    found = {key: ids.at(at) for key in brands()}
    write_rows(
        Brand,
        (
            {
                "market_id": opened.market_id,
                "id": found[brand.key],
                "key": brand.key,
                "name": brand.words.chinese,
                "names": brand.words.translations,
            }
            for brand in brands().values()
        ),
    )
    return found


def _products(
    opened: Opened,
    items: Sequence[Item],
    sold: Sequence[Sold],
    paths: dict[str, tuple[UUID, str]],
    brand_ids: dict[str, UUID],
) -> Iterator[NewProduct]:
    pictures = Pictures()
    offers: dict[UUID, list[NewOffer]] = {}
    for one in sold:
        step = Decimal(one.item.factor)
        seller_id = opened.companies[one.seller].id
        offers.setdefault(one.item.id, []).append(
            NewOffer(seller_id, step, step, one.lead_time_days, one.backorder_allowed, int(one.is_second))
        )
    for group in products(items).values():
        article = group[0].article
        category_id, path = paths[article.shelf]
        yield NewProduct(
            id=group[0].product_id,
            code=article.code,
            name=article.words.chinese,
            names=article.words.translations,
            category_id=category_id,
            category_path=path,
            base_unit=article.unit,
            brand_id=brand_ids[article.brand],
            brand_names=list(brands()[article.brand].words.translations.values()),
            description=article.description.chinese,
            descriptions=article.description.translations,
            attributes=article.attributes,
            tax_rate=article.tax_rate,
            images=[pictures.file(article.shape, article.paint)],
            variants=[_variant(item, offers.get(item.id, []), pictures) for item in group],
        )


def _variant(item: Item, offers: Sequence[NewOffer], pictures: Pictures) -> NewVariant:
    kind, article = item.kind, item.article
    packs = {CASE: article.case} if article.case > 1 else {}
    # What is ordered by the piece has the piece first.
    usual = packs if item.factor > 1 else {article.unit: 1, **packs}
    return NewVariant(
        id=item.id,
        sku=kind.sku,
        name=item.words.chinese,
        names=item.words.translations,
        options=kind.options,
        gtin=kind.gtin,
        packs=usual,
        pack_gtins={CASE: kind.case_gtin} if packs else {},
        offers=offers,
        image=pictures.file(article.shape, kind.paint) if kind.paint else "",
    )


def _write_lists(opened: Opened, lists: Sequence[PriceList], levels: dict[str, UUID]) -> None:
    write_rows(
        pricing.PriceList,
        (
            {
                "market_id": opened.market_id,
                "id": one.id,
                "key": one.key,
                "seller_id": opened.companies[one.seller].id,
                "name": one.name,
                "kind": one.kind,
                "level_id": levels[one.level] if one.level else None,
                "buyer_id": opened.companies[one.buyer].id if one.buyer else None,
                "currency": CURRENCY,
            }
            for one in lists
        ),
    )


def _prices(lists: Sequence[PriceList], items: Sequence[Item], at: datetime) -> Iterator[NewPrice]:
    units = {item.id: item.article.unit for item in items}
    for one in lists:
        for variant_id, steps in one.steps.items():
            for minimum, amount in steps:
                yield NewPrice(one.id, variant_id, units[variant_id], amount, at, minimum)


def _assortments(opened: Opened, shown: dict[str, Range], at: datetime, ids: Ids) -> None:
    market = {"market_id": opened.market_id}
    found = {key: ids.at(at) for key in shown}
    write_rows(
        Assortment,
        ({**market, "id": found[key], "storefront_id": opened.storefronts[key]} for key in shown),
    )
    write_rows(
        AssortmentItem,
        (
            {
                **market,
                "assortment_id": found[key],
                "kind": AssortmentKind.SELLER.value,
                "seller_id": opened.companies[seller].id,
            }
            for key, one in shown.items()
            for seller in one.sellers
        ),
    )


def _warehouses(opened: Opened, at: datetime, ids: Ids) -> dict[str, UUID]:
    found = {}
    rows = []
    for company in opened.companies.values():
        if "buyer" in company.parts:
            continue
        found[company.code] = ids.at(at)
        city = company.place.city.removesuffix("市")
        rows.append(
            {
                "market_id": opened.market_id,
                "id": found[company.code],
                "owner_id": company.id,
                "key": f"{company.code}-1".lower(),
                "name": f"{city}总仓",
                "names": {"en": f"Main warehouse {company.code}"},
            }
        )
    write_rows(Warehouse, rows)
    return found
