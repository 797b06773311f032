"""What stands on the shelves of the market, as values: items, sellers, prices, before any of it is a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dinghuo.demo.companies.market import Opened
from dinghuo.demo.ids import Ids
from dinghuo.demo.shelf.item import Item, Range, Sold
from dinghuo.demo.shelf.items import make_items
from dinghuo.demo.shelf.prices import Prices, price_lists
from dinghuo.demo.shelf.sellers import ranges, sold_by_all


@dataclass
class Shelves:
    """What stands there. `ranges`: by storefront; `warehouses`: each seller's, by the seller's code."""

    items: Sequence[Item]
    sold: Sequence[Sold]
    ranges: dict[str, Range]
    prices: Prices
    warehouses: dict[str, UUID]


def plan_shelves(opened: Opened, at: datetime, ids: Ids) -> Shelves:
    """Say what will stand on the shelves; reads no database."""
    items = make_items()
    sold = sold_by_all(items)
    sellers = [company for company in opened.companies.values() if "buyer" not in company.parts]
    return Shelves(
        items=items,
        sold=sold,
        ranges=ranges(sold),
        prices=price_lists(sold, at, ids),
        warehouses={company.code: ids.at(at) for company in sellers},
    )
