"""Prepares the house for the goods of a file of order lines: categories, a price list and a warehouse."""

from uuid import UUID

from dinghuo.catalogue.models import Category
from dinghuo.foundation.actor import Actor
from dinghuo.integration.rules.trade_rows import GOODS, SERVICES
from dinghuo.inventory.models import Warehouse
from dinghuo.pricing.models import PriceList
from dinghuo.pricing.states import ListKind

LIST = "base"
WAREHOUSE = "main"


def write_trade_shelves(actor: Actor, seller_id: UUID, currency: str) -> UUID:
    """Write them, still empty; returns the warehouse's id."""
    market = {"market_id": actor.market_id}
    Category.objects.bulk_create(
        Category(**market, key=key, path=f"{key}/", name=name, position=position)
        for position, (key, name) in enumerate(((GOODS, "Goods"), (SERVICES, "Services")))
    )
    PriceList.objects.create(
        **market,
        key=LIST,
        seller_id=seller_id,
        name="Base prices",
        kind=ListKind.BASE.value,
        currency=currency,
    )
    return Warehouse.objects.create(**market, owner_id=seller_id, key=WAREHOUSE, name="Main warehouse").id
