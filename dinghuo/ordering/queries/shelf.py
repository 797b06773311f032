"""Goods as a buyer sees them: the catalogue's rows with this buyer's prices, tiers and what is available."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_CEILING, Decimal
from uuid import UUID

from dinghuo.catalogue.queries.assortment import Range
from dinghuo.catalogue.queries.find_goods import GoodsOffer
from dinghuo.catalogue.queries.items import Item
from dinghuo.catalogue.queries.links import linked_products
from dinghuo.catalogue.queries.list_products import RELEVANCE, Wanted, list_products
from dinghuo.catalogue.queries.product import ProductSheet, product
from dinghuo.catalogue.queries.qualifications.not_for_sale import Hindrance, not_for_sale
from dinghuo.catalogue.states import LinkKind
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.foundation.paging import Page, bounded
from dinghuo.inventory.queries.available import FreeGoods, free_goods
from dinghuo.inventory.queries.displays import Displays
from dinghuo.inventory.queries.free_incoming import free_incoming
from dinghuo.inventory.rules.shown import EXACT, ShownStock, shown
from dinghuo.inventory.states import Shows
from dinghuo.ordering.queries.bought import bought_lately
from dinghuo.ordering.queries.by_price import CHEAP, DEAR, by_price
from dinghuo.ordering.queries.compared import told_items
from dinghuo.ordering.queries.kit_options import KitOption, kit_options
from dinghuo.ordering.queries.rations import rations
from dinghuo.ordering.queries.to_be_had import as_limited, to_be_had
from dinghuo.ordering.rules.kits import available_kits
from dinghuo.ordering.rules.quotas import Allowance, RationKey
from dinghuo.organisations.models import Storefront
from dinghuo.pricing.permissions import SEE_PRICES
from dinghuo.pricing.queries.price_lines import PriceAnswer, PriceLine, PriceRequest, price_lines


@dataclass(frozen=True)
class Coming:
    """An article may be ordered before it is here; from which day on it comes."""

    expected: date


@dataclass(frozen=True)
class ShelfItem:
    """A variant with its usual offer. `price` is for one base unit and `pack_price` for one of the unit people usually
    order in, each at the least quantity that can be ordered; None is on request, or not for this actor to see.

    `stock`: what this buyer may see of it, in base units; None for services, which have none. `hindrance`: the paper
    for want of which it isn't sold to this buyer. `allowance`: how much of it this buyer may order for now.
    """

    item: Item
    offer: GoodsOffer | None
    price: PriceAnswer | None
    pack_price: PriceAnswer | None
    stock: ShownStock | None
    hindrance: Hindrance | None = None
    coming: Coming | None = None
    allowance: Allowance | None = None

    @property
    def unit(self) -> str:
        """The unit of `pack_price`."""
        return self.item.default_unit


@dataclass(frozen=True)
class ShelfSheet:
    """A product's page: the variant asked for, and all of them, priced; of that variant every offer, priced; what
    is bought instead, after it and with it; and of a kit what may come along."""

    sheet: ProductSheet
    shown: ShelfItem
    variants: Sequence[ShelfItem]
    offers: Sequence[ShelfItem]
    linked: Sequence[tuple[LinkKind, ShelfItem]] = ()
    options: Sequence[KitOption] = ()


def shelf(
    actor: Actor,
    storefront: Storefront,
    buyer_id: UUID | None = None,
    wanted: Wanted | None = None,
    in_stock_only: bool = False,
    sort: str = RELEVANCE,
    after: str | None = None,
    limit: int | None = None,
    within: Range | None = None,
) -> Page[ShelfItem]:
    """A page of the storefront's goods for a buyer (None: a guest). At most eleven statements, however many rows; for
    a search that finds hardly anything, and for an order by price, three more.

    `sort` is one of list_products, or "price" or "-price". What the buyer has bought lately comes first in a search.
    `within`: what the storefront shows to the buyer, where that is known.
    """
    wanted = replace(wanted or Wanted(), buyer_id=buyer_id)
    if in_stock_only:
        wanted = replace(wanted, only=to_be_had(actor, storefront.id, buyer_id))
    if sort in (CHEAP, DEAR):
        cheap = by_price(actor, storefront, wanted, sort, after, bounded(limit))
        return cheap.map(lambda rows: priced(actor, storefront, buyer_id, [(row, row.offer) for row in rows]))
    if wanted.search and sort == RELEVANCE:
        wanted = replace(wanted, bought=bought_lately(actor, buyer_id))
    page = list_products(actor, within or storefront.id, wanted, sort, after, limit)
    return page.map(lambda rows: on_shelf(actor, storefront, buyer_id, rows))


def on_shelf(
    actor: Actor, storefront: Storefront, buyer_id: UUID | None, items: Sequence[Item]
) -> list[ShelfItem]:
    """Items as a buyer sees them: with the offers that the market tells of, priced. Three statements, however many
    rows, a fourth where rules ask for papers, and two more where only the best of several offers is told."""
    told = told_items(actor, storefront, buyer_id, items)
    return priced(actor, storefront, buyer_id, [(item, item.offer) for item in told])


def shelf_product(
    actor: Actor,
    storefront: Storefront,
    buyer_id: UUID | None,
    sku: str,
    options: Sequence[str] | None = None,
) -> ShelfSheet:
    """The product of a SKU for a buyer, with its variants and offers. Raises NotFound for what isn't shown here.

    A kit is priced and counted with the `options` that are named and known; None: nobody has chosen yet.
    """
    sheet = product(actor, storefront.id, sku, buyer_id)
    told = told_items(actor, storefront, buyer_id, sheet.variants)
    if options is not None:
        told = [each.chosen(options) if each.variant_id == sheet.item.variant_id else each for each in told]
    item = next(each for each in told if each.variant_id == sheet.item.variant_id)
    sheet = replace(sheet, item=item, variants=told)
    rows = [(each, each.offer) for each in sheet.variants]
    rows += [(sheet.item, offer) for offer in sheet.item.offers]
    linked = linked_products(actor, storefront.id, [item.product_id], buyer_id=buyer_id).get(
        item.product_id, ()
    )
    others = told_items(actor, storefront, buyer_id, [each for _kind, each in linked]) if linked else []
    items = priced(actor, storefront, buyer_id, [*rows, *((each, each.offer) for each in others)])
    variants, offers = items[: len(sheet.variants)], items[len(sheet.variants) : len(rows)]
    kinds = (kind for kind, _item in linked)
    shown = next(each for each in variants if each.item.variant_id == sheet.item.variant_id)
    return ShelfSheet(
        sheet,
        shown,
        variants,
        offers,
        list(zip(kinds, items[len(rows) :], strict=True)),
        kit_options(actor, storefront, buyer_id, item, shown.offer),
    )


def priced(
    actor: Actor,
    storefront: Storefront,
    buyer_id: UUID | None,
    rows: Sequence[tuple[Item, GoodsOffer | None]],
    at: datetime | None = None,
) -> list[ShelfItem]:
    """Put prices and stock to items, each with an offer. Two statements, however many rows, a third where rules ask for
    papers, one where they say what may be shown, and two where sellers limit what a customer may order."""
    prices = _prices(actor, storefront, buyer_id, rows, at)
    ids = [item.variant_id for item, _ in rows]
    ids += [part.variant_id for item, _ in rows if item.kit for part in (*item.kit.parts, *item.kit.options)]
    free = free_goods(actor, ids, buyer_id=buyer_id)
    limits = _allowances(actor, buyer_id, rows) if free.rations else {}
    stocks = _stocks(actor, storefront, buyer_id, rows, free, as_limited(free.quantities, limits))
    early = _coming(actor, rows, free.quantities)
    governed = {(item.variant_id, offer.seller_id) for item, offer in rows if offer and item.governed}
    hindered = not_for_sale(actor, governed, buyer_id)
    return [
        ShelfItem(
            item=item,
            offer=offer,
            price=prices.get((i, item.unit)),
            pack_price=prices.get((i, item.default_unit)),
            stock=stocks[i],
            hindrance=hindered.get((item.variant_id, offer.seller_id)) if offer else None,
            coming=early.get((item.variant_id, offer.seller_id)) if offer and _tells(stocks[i]) else None,
            allowance=limits.get((buyer_id, item.variant_id, offer.seller_id))
            if offer and buyer_id
            else None,
        )
        for i, (item, offer) in enumerate(rows)
    ]


def _allowances(
    actor: Actor, buyer_id: UUID | None, rows: Sequence[tuple[Item, GoodsOffer | None]]
) -> Mapping[RationKey, Allowance]:
    """Two statements in one round trip, where any seller of the market limits what a customer may order."""
    if buyer_id is None:
        return {}
    wanted = {(buyer_id, item.variant_id, offer.seller_id) for item, offer in rows if offer and item.stocked}
    wanted |= {
        (buyer_id, part.variant_id, offer.seller_id)
        for item, offer in rows
        if offer and item.kit
        for part in item.kit.parts
    }
    return rations(actor, wanted).allowances


def _coming(
    actor: Actor, rows: Sequence[tuple[Item, GoodsOffer | None]], free: Mapping[tuple[UUID, UUID], Decimal]
) -> dict[tuple[UUID, UUID], Coming]:
    """Of goods in pre-sale that are out of stock. One statement, none where everything is in stock."""
    goods = {
        (item.variant_id, offer.seller_id) for item, offer in rows if offer and item.stocked and not item.kit
    }
    pool = free_incoming(actor, {each for each in goods if free.get(each, Decimal(0)) <= 0})
    days = {each: pool.first_day(*each) for each in goods}
    return {each: Coming(day) for each, day in days.items() if day}


def _prices(
    actor: Actor,
    storefront: Storefront,
    buyer_id: UUID | None,
    rows: Sequence[tuple[Item, GoodsOffer | None]],
    at: datetime | None,
) -> dict:
    if not allows(actor, SEE_PRICES):
        return {}
    lines = [
        PriceLine(
            (i, unit),
            item.variant_id,
            offer.seller_id,
            unit,
            _least(item, offer, unit),
            # Each as if it were ordered alone: what else the page shows counts towards nobody's tier.
            basket=(i, unit),
            parts=item.priced_parts(unit),
            extras=item.extras(unit),
        )
        for i, (item, offer) in enumerate(rows)
        if offer
        for unit in dict.fromkeys((item.unit, item.default_unit))
    ]
    request = PriceRequest(
        buyer_id, storefront.currency, at or now(), lines, storefront_id=storefront.id, explain=False
    )
    return price_lines(actor, request)


def _least(item: Item, offer: GoodsOffer, unit: str) -> Decimal:
    factor = item.factor(unit) or Decimal(1)
    return max((offer.minimum / factor).to_integral_value(ROUND_CEILING), Decimal(1))


def _stocks(
    actor: Actor,
    storefront: Storefront,
    buyer_id: UUID | None,
    rows: Sequence[tuple[Item, GoodsOffer | None]],
    free: FreeGoods,
    had: Mapping[tuple[UUID, UUID], Decimal],
) -> list[ShownStock | None]:
    """What the buyer may see of each row's stock (`had`: what it could have of it); the number goes no further."""
    sellers = {offer.seller_id for _item, offer in rows if offer} if free.has_displays else set()
    displays = Displays(actor, {(seller_id, storefront.id, buyer_id) for seller_id in sellers})
    found: list[ShownStock | None] = []
    for item, offer in rows:
        number = _number(had, item, offer)
        display = displays.of(offer.seller_id, storefront.id, buyer_id) if offer else EXACT
        found.append(None if number is None else shown(display, number))
    return found


def _number(
    free: Mapping[tuple[UUID, UUID], Decimal], item: Item, offer: GoodsOffer | None
) -> Decimal | None:
    """What is free of a row: of a kit, what its parts are enough for. None for services."""
    if item.kit and offer:
        return available_kits(free, offer.seller_id, item.kit.coming)
    if not item.stocked:
        return None
    return free.get((item.variant_id, offer.seller_id), Decimal(0)) if offer else Decimal(0)


def _tells(stock: ShownStock | None) -> bool:
    """Who hides its stock doesn't say that it is out of it, either."""
    return stock is not None and stock.shows != Shows.HIDDEN
