"""Puts two kits on the demo's shelves, one with a price of its own and one priced by its parts, and orders them."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from dinghuo.catalogue.actions.load_products import load_products
from dinghuo.catalogue.actions.save_kit import KitPricing, PartWanted, save_kit
from dinghuo.catalogue.rules.rows import OfferRow, ProductRow, VariantRow
from dinghuo.catalogue.states import ProductState
from dinghuo.demo.shelf.item import Sold
from dinghuo.demo.shelf.pictures import Pictures
from dinghuo.demo.shelf.shelves import Shelves
from dinghuo.demo.today.desk import Desk
from dinghuo.demo.words import Words
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.pricing.actions.put_price import PriceInput, put_price

SELLER, BUYER = "S001", "B001"
OPENING, TRIAL = "KIT-OPENING", "KIT-TRIAL"
NAMES = {
    OPENING: Words("新店开业套装", "Shop opening set"),
    TRIAL: Words("畅销品试销套装", "Best sellers to try"),
}
TOLD = {
    OPENING: Words(
        "开新店先备这几箱，比单买便宜一成。", "What a new shop needs first, a tenth below its parts."
    ),
    TRIAL: Words("每样半打，按您的价格计。", "Half a dozen of each, at your own prices."),
}
UNIT = "套"
#: Of what the parts cost one by one.
PERCENT = Decimal("0.9")


def offer_kits(desk: Desk, shelves: Shelves) -> None:
    """Make both of the seller's best goods, by the domain's own actions, and order one of each."""
    best = sorted(
        (one for one in shelves.sold if one.seller == SELLER and not one.is_second),
        key=lambda one: one.item.rank,
    )[:4]
    actor = desk.opened.actor
    load_products(actor, [_product(desk, code, best) for code in NAMES])
    cases = [PartWanted(one.item.sku, Decimal(one.item.factor)) for one in best[:3]]
    # What sells fourth best comes along where the shop wants it.
    more = PartWanted(best[3].item.sku, Decimal(best[3].item.factor), optional=True)
    save_kit(actor, OPENING, KitPricing.WHOLE, [*cases, more])
    save_kit(actor, TRIAL, KitPricing.PARTS, [PartWanted(one.item.sku, Decimal(6)) for one in best])
    apart = sum((one.price * one.item.factor for one in best[:3]), Decimal(0))
    price = (apart * PERCENT).to_integral_value(ROUND_FLOOR)
    put_price(actor, f"{SELLER}-base".lower(), PriceInput(OPENING, price))
    wanted = [LineRequest(OPENING, Decimal(3), options=[more.sku]), LineRequest(TRIAL, Decimal(1))]
    request = OrderRequest(lines=wanted, payment_method="credit")
    place_order(desk.actor(BUYER, "admin"), request)


def _product(desk: Desk, code: str, best: Sequence[Sold]) -> ProductRow:
    """A kit as it is described: in the category, and with the picture, of the first of its parts."""
    article = best[0].item.article
    return ProductRow(
        code=code,
        name=NAMES[code].chinese,
        names=NAMES[code].translations,
        category=article.shelf,
        base_unit=UNIT,
        description=TOLD[code].chinese,
        descriptions=TOLD[code].translations,
        attributes=article.attributes,
        tax_rate=article.tax_rate,
        state=ProductState.PUBLISHED,
        images=[Pictures().file(article.shape, article.paint)],
        variants=[VariantRow(sku=code, offers=[OfferRow(desk.opened.companies[SELLER].id)])],
    )
