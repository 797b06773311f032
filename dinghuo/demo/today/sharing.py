"""Goods too few for all who ordered them: shared out by rule, then some given elsewhere by hand, and more that wait."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import ROUND_FLOOR, Decimal

from dinghuo.demo.shelf.item import Sold
from dinghuo.demo.today.desk import Desk
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.set_sharing_rule import set_sharing_rule
from dinghuo.inventory.queries.available import available
from dinghuo.inventory.states import Sharing
from dinghuo.ordering.actions.confirm_orders import confirm_orders
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.reallocate_goods import reallocate_goods
from dinghuo.ordering.actions.save_supply import SupplyEntry, save_supply

SUPPLIER, CUSTOMERS = "S001", ("B001", "B005", "B016")
BRANCH, OF_BRANCH = "HYHN", ("B025", "B027", "B033")
#: So many units each gets at least.
LEAST = 3


def share_goods(desk: Desk) -> None:
    """A supplier shares in proportion: one article is shared out, and of another three orders wait; so do three at the
    branch, where more is on its way."""
    supplier, manager = desk.actor(SUPPLIER, "admin"), desk.actor(BRANCH, "admin")
    for seller in (supplier, manager):
        set_sharing_rule(seller, Sharing.PROPORTIONAL.value)
    (done, there), waiting = _scarce(desk, SUPPLIER, CUSTOMERS, backorder=True)[:2]
    numbers = _ordered(desk, CUSTOMERS, done, there)
    confirm_orders(supplier, numbers)
    case = Decimal(done.item.factor)
    reallocate_goods(supplier, numbers[0], 1, numbers[2], case, "门店已断货，先调一件应急。")
    _ordered(desk, CUSTOMERS, *waiting)
    item, there = _scarce(desk, BRANCH, OF_BRANCH)[0]
    more, comes = Decimal(item.item.factor * 60), desk.today + timedelta(days=9)
    save_supply(manager, SupplyEntry(item.item.sku, more, comes, "PO-207", presale=True))
    _ordered(desk, OF_BRANCH, item, there)


def _scarce(
    desk: Desk, seller: str, buyers: Sequence[str], backorder: bool = False
) -> list[tuple[Sold, Decimal]]:
    """What a seller has least of, in money, that is enough for some units each: with how many units these buyers may be
    promised."""
    goods = [one for one in desk.goods_of(buyers[0], seller) if one.backorder_allowed or not backorder]
    house = desk.opened.companies[seller]
    ids = [one.item.id for one in goods]
    with acting(desk.opened.actor):
        free = [
            available(desk.opened.actor, ids, house.id, desk.opened.companies[code].id) for code in buyers
        ]
    found = []
    for one in goods:
        least = min(each.get((one.item.id, house.id), Decimal(0)) for each in free)
        units = (least / one.item.factor).to_integral_value(ROUND_FLOOR)
        if units >= LEAST * len(buyers):
            found.append((one, units))
    if len(found) < 2:
        raise RuntimeError(f"{seller} has nothing in the demo that could be too little")
    return sorted(found, key=lambda each: (each[1] * each[0].item.factor * each[0].price, each[0].item.sku))


def _ordered(desk: Desk, buyers: Sequence[str], one: Sold, there: Decimal) -> list[str]:
    """Each orders more than half of what there is."""
    numbers = []
    for more, code in enumerate(buyers, start=1):
        wanted = (there / 2).to_integral_value() + 2 * more
        line = LineRequest(one.item.sku, wanted, one.item.unit, seller=one.seller)
        request = OrderRequest(lines=[line], payment_method="transfer")
        numbers += [order.number for order in place_order(desk.actor(code, "admin"), request).orders]
    return numbers
