"""Limits what each customer may order of the goods that are asked for most, in the demo."""

from decimal import Decimal

from dinghuo.demo.shelf.shelves import Shelves
from dinghuo.demo.today.desk import Desk
from dinghuo.ordering.actions.set_quotas import QuotaEntry, set_quotas

SELLER, CHAINS = "S001", "chains"
#: Of the seller's goods in the order in which they sell: which, and how many cases a week.
PLACE, CASES, OF_CHAINS = 7, 20, 100


def limit_hot_goods(desk: Desk, shelves: Shelves) -> None:
    """Twenty cases a week of one article for every customer, and a hundred for chains, by the domain's own action."""
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
    set_quotas(desk.actor(SELLER, "admin"), quotas)
