"""What is on its way in the demo today: a delivery that may be ordered before it is here, and is late."""

from datetime import timedelta
from decimal import ROUND_CEILING, Decimal

from dinghuo.demo.today.desk import Desk
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.queries.available import available
from dinghuo.ordering.actions.change_supply import SupplyChange, change_supply
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.actions.save_supply import SupplyEntry, save_supply

#: How many units more than there are in stock the two orders want together.
MORE = (4, 6)


def expect_goods(desk: Desk) -> None:
    """Two buyers want more of an article than there is; a delivery covers it, and then comes four days later."""
    orders = desk.place("B005", "admin", 6)
    lines = [(order, line) for order in orders for line in desk.lines(order) if line.stocked]
    with acting(desk.opened.actor):
        free = available(desk.opened.actor, [line.variant_id for _order, line in lines])

    def worth(order_line: tuple) -> Decimal:
        line = order_line[1]
        return free.get((line.variant_id, line.seller_id), Decimal(0)) * line.unit_price / line.factor

    order, line = min(lines, key=worth)
    left = free.get((line.variant_id, line.seller_id), Decimal(0))
    seller = desk.seller(order, "admin")
    expected = desk.today + timedelta(days=7)
    entry = SupplyEntry(line.sku, line.factor * 40, expected, "PO-118", presale=True)
    supply = save_supply(seller, entry)
    units = (left / line.factor).to_integral_value(ROUND_CEILING)
    for wanted in (units + MORE[0], Decimal(MORE[1])):
        request = OrderRequest(
            lines=[LineRequest(line.sku, wanted, line.unit, seller=str(line.seller_id))],
            payment_method="transfer",
        )
        place_order(desk.actor("B005", "admin"), request)
    later = expected + timedelta(days=4)
    change_supply(seller, supply.id, SupplyChange(expected=later), "船期推迟，到港改期。")
