"""Writes the articles of a file of order lines: with their most frequent price, and stock for what the file sells."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.models import Category
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.ids import new_id
from dinghuo.integration.rules.new_goods import NewOffer, NewPrice, NewProduct, NewStock, NewVariant
from dinghuo.integration.rules.trade_market import TradedArticle
from dinghuo.integration.steps.write_goods import write_goods
from dinghuo.integration.steps.write_prices import write_prices
from dinghuo.integration.steps.write_stock import write_stock
from dinghuo.inventory.models import Warehouse
from dinghuo.pricing.models import PriceList
from dinghuo.pricing.states import ListKind

UNIT = "piece"
LONGEST_CODE, LONGEST_NAME = 60, 200


def write_trade_goods(
    actor: Actor, seller_id: UUID, currency: str, articles: Sequence[TradedArticle], why: str
) -> None:
    """Write every article as published and offered by the house; services are held by no warehouse.

    Opening stock is what the file sells and no more, so that selling anything twice would be refused.
    """
    categories = {
        key: Category.objects.create(
            market_id=actor.market_id, key=key, path=f"{key}/", name=name, position=position
        )
        for position, (key, name) in enumerate((("goods", "Goods"), ("services", "Services")))
    }
    products = [_product(article, categories, seller_id) for article in articles]
    write_goods(actor, products)
    for key, category in categories.items():
        category.products_listed = sum(article.is_service == (key == "services") for article in articles)
        category.save(update_fields=["products_listed"])
    base = PriceList.objects.create(
        market_id=actor.market_id,
        key="base",
        seller_id=seller_id,
        name="Base prices",
        kind=ListKind.BASE.value,
        currency=currency,
    )
    at = now()
    variants = {product.code: product.variants[0].id for product in products}
    write_prices(
        actor,
        (NewPrice(base.id, variants[article.code], UNIT, article.price, at) for article in articles),
    )
    warehouse = Warehouse.objects.create(
        market_id=actor.market_id, owner_id=seller_id, key="main", name="Main warehouse"
    )
    stock = [
        NewStock(new_id(), warehouse.id, variants[article.code], seller_id, article.quantity, at)
        for article in articles
        if article.quantity and not article.is_service
    ]
    write_stock(actor, stock, why)


def _product(article: TradedArticle, categories: dict[str, Category], seller_id: UUID) -> NewProduct:
    category = categories["services" if article.is_service else "goods"]
    variant = NewVariant(
        id=new_id(),
        sku=article.code[:LONGEST_CODE],
        name=article.name[:LONGEST_NAME],
        offers=[NewOffer(seller_id, minimum=article.step, multiple=article.step)],
    )
    return NewProduct(
        id=new_id(),
        code=article.code[:LONGEST_CODE],
        name=article.name[:LONGEST_NAME],
        category_id=category.id,
        category_path=category.path,
        base_unit=UNIT,
        variants=[variant],
        tax_rate=Decimal(0),
        is_service=article.is_service,
    )
