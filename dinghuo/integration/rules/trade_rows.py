"""Turns traded articles into the rows that the catalogue and the price lists load."""

from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.rules.rows import OfferRow, ProductRow, VariantRow
from dinghuo.catalogue.states import ProductKind, ProductState
from dinghuo.integration.rules.trade_market import TradedArticle
from dinghuo.pricing.rules.rows import PriceInput

GOODS, SERVICES = "goods", "services"
UNIT = "piece"
LONGEST_NAME = 200


def product_row(article: TradedArticle, seller_id: UUID) -> ProductRow:
    """An article as the house sells it; services are held by no warehouse."""
    offer = OfferRow(seller_id, minimum=article.step, multiple=article.step)
    return ProductRow(
        code=article.code,
        name=article.name[:LONGEST_NAME],
        category=SERVICES if article.is_service else GOODS,
        base_unit=UNIT,
        variants=[VariantRow(sku=article.code, offers=[offer])],
        tax_rate=Decimal(0),
        kind=ProductKind.SERVICE if article.is_service else ProductKind.GOODS,
        state=ProductState.PUBLISHED,
    )


def price_row(article: TradedArticle) -> PriceInput:
    """What an article mostly costs; from the smallest quantity that is sold on."""
    return PriceInput(article.code, article.price, min_quantity=article.step)
