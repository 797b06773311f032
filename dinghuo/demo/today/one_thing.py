"""Makes two articles of the demo one: a supplier has described what another sells already, and the operator saw it."""

from decimal import ROUND_FLOOR, Decimal

from dinghuo.catalogue.actions.load_products import load_products
from dinghuo.catalogue.rules.rows import OfferRow, ProductRow, VariantRow
from dinghuo.catalogue.states import ProductState
from dinghuo.demo.shelf.shelves import Shelves
from dinghuo.demo.today.desk import Desk
from dinghuo.ordering.actions.merge_goods import merge_goods
from dinghuo.pricing.actions.put_price import PriceInput, put_price

SELLER, OTHER = "S001", "S002"
WHY = "同一生产厂的同一规格，供应商重复建档。"
#: What the other supplier asks, of the first one's price.
PERCENT = Decimal("0.98")


def merge_twins(desk: Desk, shelves: Shelves) -> None:
    """The other supplier's article comes into being with offer and price, and is merged by the domain's own actions."""
    actor, companies = desk.opened.actor, desk.opened.companies
    shared = {one.item.sku for one in shelves.sold if one.seller != SELLER}
    own = (one for one in shelves.sold if one.seller == SELLER and not one.is_second)
    # Of the least sold, and with one variant: the other's article has nothing else to say.
    kept = max(
        (one for one in own if one.item.sku not in shared and len(one.item.article.kinds) == 1),
        key=lambda one: one.item.rank,
    )
    article, code = kept.item.article, f"{OTHER}-{kept.item.sku}"
    twin = ProductRow(
        code=code,
        name=f"{article.words.chinese}（{article.unit}）",
        category=article.shelf,
        base_unit=article.unit,
        attributes=article.attributes,
        tax_rate=article.tax_rate,
        state=ProductState.PUBLISHED,
        variants=[VariantRow(sku=code, offers=[OfferRow(companies[OTHER].id, Decimal(12), Decimal(12), 3)])],
    )
    load_products(actor, [twin])
    price = (kept.price * PERCENT * 100).to_integral_value(ROUND_FLOOR) / 100
    put_price(actor, f"{OTHER}-base".lower(), PriceInput(code, price))
    merge_goods(desk.actor(desk.opened.operator.code, "admin"), kept.item.sku, code, WHY)
