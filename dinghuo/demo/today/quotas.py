"""Limits what each customer may order of hot goods, and keeps some of others back, in the demo."""

from decimal import Decimal

from dinghuo.demo.shelf.shelves import Shelves
from dinghuo.demo.today.desk import Desk
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.set_safety_stock import SafetyEntry, set_safety_stock
from dinghuo.inventory.queries.warehouses import warehouses
from dinghuo.ordering.actions.set_quotas import QuotaEntry, set_quotas

SELLER, CHAINS = "S001", "chains"
#: Of the seller's goods in the order in which they sell: which, and how many cases a week.
PLACE, CASES, OF_CHAINS = 7, 20, 100
#: From which on two cases of three articles are kept back for urgent orders.
KEPT = 12


def limit_hot_goods(desk: Desk, shelves: Shelves) -> None:
    """Twenty cases a week of one article for every customer, a hundred for chains; two cases each of three others are
    kept back. By the domains' own actions."""
    sold = sorted(
        (one for one in shelves.sold if one.seller == SELLER and not one.is_second),
        key=lambda one: one.item.rank,
    )
    item = sold[PLACE].item
    case = Decimal(item.factor)
    quotas = [
        QuotaEntry(item.sku, CASES * case, "week"),
        QuotaEntry(item.sku, OF_CHAINS * case, "week", group=CHAINS),
    ]
    seller = desk.actor(SELLER, "admin")
    set_quotas(seller, quotas)
    with acting(seller):
        place = warehouses(seller, seller.organisation_id)[0]
    kept = [
        SafetyEntry(one.item.sku, place.key, 2 * Decimal(one.item.factor)) for one in sold[KEPT : KEPT + 3]
    ]
    set_safety_stock(seller, kept)
