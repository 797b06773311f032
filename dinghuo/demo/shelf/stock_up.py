"""Writes the shelves: categories, brands, products with their offers, price lists, warehouses, assortments."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.actions.load_products import load_products
from dinghuo.catalogue.models import Assortment, AssortmentItem, AssortmentReach, Brand, Category, Variant
from dinghuo.catalogue.rules.rows import OfferRow, PackRow, ProductRow, VariantRow
from dinghuo.catalogue.states import AssortmentKind, ProductState, ReachKind
from dinghuo.demo.companies import company as told
from dinghuo.demo.companies.market import CURRENCY, KEY, SHOP, Opened
from dinghuo.demo.goods.food import CASE
from dinghuo.demo.goods.shelves import brands, categories, read
from dinghuo.demo.ids import Ids
from dinghuo.demo.shelf.attributes import tags_of, write_attributes
from dinghuo.demo.shelf.item import Item, Range
from dinghuo.demo.shelf.items import products
from dinghuo.demo.shelf.pictures import Pictures
from dinghuo.demo.shelf.prices import PriceList
from dinghuo.demo.shelf.shelves import Shelves
from dinghuo.demo.shelf.sizes import sizes_of
from dinghuo.demo.words import Words
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.steps.write_rows import write_rows
from dinghuo.inventory.models import Warehouse
from dinghuo.pricing import models as pricing


def stock_up(opened: Opened, shelves: Shelves, levels: dict[str, UUID], at: datetime, ids: Ids) -> None:
    """Write all of the assortment into the market, as of an instant, and give the items their ids; stock comes with the
    trade."""
    with acting(opened.actor):
        _categories(opened, at, ids)
        write_attributes(opened.actor)
        _brands(opened)
        load_products(opened.actor, _products(opened, shelves))
        variants = Variant.objects.filter(market_id=opened.market_id)
        found = dict(variants.values_list("sku", "id"))
        for item in shelves.items:
            item.id = found[item.sku]
        _write_lists(opened, shelves.prices.lists, levels)
        _write_prices(opened, shelves, at)
        _assortments(opened, shelves.ranges, at, ids)
        _warehouses(opened, shelves)


def _categories(opened: Opened, at: datetime, ids: Ids) -> None:
    found: dict[str, UUID] = {}
    rows = []
    for position, category in enumerate(categories().values()):
        found[category.key] = ids.at(at)
        rows.append(
            {
                "market_id": opened.market_id,
                "id": found[category.key],
                "parent_id": found[category.group] if category.group else None,
                "key": category.key,
                "path": f"{category.group}/{category.key}/" if category.group else f"{category.key}/",
                "name": category.words.chinese,
                "names": category.words.translations,
                "position": position,
            }
        )
    # Roots first: a parent must be there before its children.
    write_rows(Category, sorted(rows, key=lambda row: row["parent_id"] is not None))


def _brands(opened: Opened) -> None:
    write_rows(
        Brand,
        (
            {
                "market_id": opened.market_id,
                "key": brand.key,
                "name": brand.words.chinese,
                "names": brand.words.translations,
            }
            for brand in brands().values()
        ),
    )


def _products(opened: Opened, shelves: Shelves) -> Iterator[ProductRow]:
    pictures = Pictures()
    offers: dict[str, list[OfferRow]] = {}
    for one in shelves.sold:
        step = Decimal(one.item.factor)
        seller_id = opened.companies[one.seller].id
        offers.setdefault(one.item.sku, []).append(
            OfferRow(seller_id, step, step, one.lead_time_days, one.backorder_allowed, int(one.is_second))
        )
    aliases = read("wording")["aliases"]
    for place, group in enumerate(products(shelves.items).values()):
        article = group[0].article
        yield ProductRow(
            code=article.code,
            name=article.words.chinese,
            names=article.words.translations,
            category=article.shelf,
            brand=article.brand,
            base_unit=article.unit,
            description=article.description.chinese,
            descriptions=article.description.translations,
            attributes=article.attributes | tags_of(place),
            tax_rate=article.tax_rate,
            state=ProductState.PUBLISHED,
            images=[pictures.file(article.shape, article.paint)],
            aliases=[
                each for word, also in aliases.items() if word in article.words.chinese for each in also
            ],
            variants=[_variant(item, offers.get(item.sku, []), pictures) for item in group],
        )


def _variant(item: Item, offers: Sequence[OfferRow], pictures: Pictures) -> VariantRow:
    kind, article = item.kind, item.article
    name = item.words.chinese
    one, many = sizes_of(name), sizes_of(name, article.case)
    base = [PackRow(article.unit, Decimal(1), **one)] if one else []
    case = PackRow(CASE, Decimal(article.case), kind.case_gtin, item.factor > 1, **many)
    return VariantRow(
        sku=kind.sku,
        name=item.words.chinese,
        names=item.words.translations,
        options=kind.options,
        gtin=kind.gtin,
        packs=[*base, case] if article.case > 1 else base,
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
                "name": one.words.chinese,
                "names": one.words.translations,
                "kind": one.kind,
                "level_id": levels[one.level] if one.level else None,
                "buyer_id": opened.companies[one.buyer].id if one.buyer else None,
                "currency": CURRENCY,
            }
            for one in lists
        ),
    )


def _write_prices(opened: Opened, shelves: Shelves, at: datetime) -> None:
    # Not load_prices: it looks every list's articles up, in tables of which the planner knows nothing yet.
    by_sku = {item.sku: item for item in shelves.items}
    write_rows(
        pricing.Price,
        (
            {
                "market_id": opened.market_id,
                "list_id": one.id,
                "variant_id": by_sku[sku].id,
                "unit": by_sku[sku].article.unit,
                "min_quantity": minimum,
                "amount": amount,
                "valid": f'["{at.isoformat()}",)',
            }
            for one in shelves.prices.lists
            for sku, steps in one.steps.items()
            for minimum, amount in steps
        ),
    )


def _assortments(opened: Opened, shown: dict[str, Range], at: datetime, ids: Ids) -> None:
    market = {"market_id": opened.market_id}
    found = {key: ids.at(at) for key in shown}
    names = {branch.key: branch.shop for branch in told.branches()} | {KEY: SHOP}
    write_rows(
        Assortment,
        (
            {
                **market,
                "id": found[key],
                "key": key,
                "name": names[key].chinese,
                "names": names[key].translations,
            }
            for key in shown
        ),
    )
    write_rows(
        AssortmentReach,
        (
            {
                **market,
                "assortment_id": found[key],
                "kind": ReachKind.STOREFRONT.value,
                "storefront_id": opened.storefronts[key],
            }
            for key in shown
        ),
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


def _warehouses(opened: Opened, shelves: Shelves) -> None:
    rows = []
    for code, warehouse_id in shelves.warehouses.items():
        company = opened.companies[code]
        city = company.place.city.removesuffix("市")
        rows.append(
            {
                "market_id": opened.market_id,
                "id": warehouse_id,
                "owner_id": company.id,
                "key": f"{code}-1".lower(),
                "name": f"{city}总仓",
                "names": Words(f"{city}总仓", f"Main warehouse {code}").translations,
            }
        )
    write_rows(Warehouse, rows)
