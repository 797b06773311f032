"""The optional parts of a kit as a buyer sees them on its page: what each costs and whether there is enough of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.queries.find_goods import GoodsOffer
from dinghuo.catalogue.queries.items import Item
from dinghuo.catalogue.queries.kits import Part
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.inventory.queries.available import free_goods
from dinghuo.inventory.queries.displays import Displays
from dinghuo.inventory.rules.shown import EXACT, ShownStock, shown
from dinghuo.organisations.models import Storefront
from dinghuo.pricing.permissions import SEE_PRICES
from dinghuo.pricing.queries.price_lines import PriceAnswer, PriceLine, PriceRequest, price_lines

ZERO = Decimal(0)


@dataclass(frozen=True)
class KitOption:
    """An optional part, `chosen` or not. `price`: of what comes with one base unit of the kit, None on request or not
    for this actor to see; `stock`: what may be seen of it, None for services."""

    part: Part
    chosen: bool
    price: PriceAnswer | None
    stock: ShownStock | None


def kit_options(
    actor: Actor, storefront: Storefront, buyer_id: UUID | None, item: Item, offer: GoodsOffer | None
) -> list[KitOption]:
    """The options of a kit from its seller. Two statements at least, none where it has no options."""
    if item.kit is None or not item.kit.options or offer is None:
        return []
    options = item.kit.options
    prices = _prices(actor, storefront, buyer_id, options, offer)
    stocks = _stocks(actor, storefront, buyer_id, options, offer)
    chosen = item.kit.chosen or ()
    return [
        KitOption(part, part.sku in chosen, prices.get(part.variant_id), stocks[i])
        for i, part in enumerate(options)
    ]


def _prices(
    actor: Actor, storefront: Storefront, buyer_id: UUID | None, options: Sequence[Part], offer: GoodsOffer
) -> dict:
    if not allows(actor, SEE_PRICES):
        return {}
    lines = [
        PriceLine(part.variant_id, part.variant_id, offer.seller_id, part.unit, part.quantity)
        for part in options
    ]
    request = PriceRequest(
        buyer_id, storefront.currency, now(), lines, storefront_id=storefront.id, explain=False
    )
    return price_lines(actor, request)


def _stocks(
    actor: Actor, storefront: Storefront, buyer_id: UUID | None, options: Sequence[Part], offer: GoodsOffer
) -> list[ShownStock | None]:
    free = free_goods(actor, [part.variant_id for part in options], buyer_id=buyer_id)
    ask = (offer.seller_id, storefront.id, buyer_id)
    display = Displays(actor, {ask}).of(*ask) if free.has_displays else EXACT
    return [
        shown(display, free.quantities.get((part.variant_id, offer.seller_id), ZERO))
        if part.stocked
        else None
        for part in options
    ]
