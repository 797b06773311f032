"""Every place that both sellers' doors have."""

from django.urls import URLPattern

from dinghuo.inventory.permissions import ADJUST_STOCK, COUNT_STOCK, SEE_STOCK
from dinghuo.ordering import permissions as ordering
from dinghuo.web.selling.doors import Place, opened
from dinghuo.web.selling.views import change, order, orders, picking, ship, shipments, stock

SEE_SHIPMENTS = "fulfilment.see_shipments"

ORDERS = (
    Place("orders", "orders", orders.orders_list, ordering.VIEW),
    Place("orders.<slug:kind>", "orders_file", orders.orders_file, ordering.VIEW),
    Place(
        "orders/accept",
        "accept_many",
        orders.accept_many,
        ordering.CONFIRM,
        ("POST",),
        orders.orders_list,
        False,
    ),
    Place("orders/<str:number>", "order", order.order, ordering.VIEW),
    Place("orders/<str:number>/accept", "accept", order.accept, ordering.CONFIRM, ("POST",), order.order),
    Place("orders/<str:number>/answer", "answer", order.answer, ordering.CONFIRM, ("POST",), order.order),
    Place("orders/<str:number>/messages", "write", order.write, ordering.MESSAGE, ("POST",), order.order),
    Place("orders/<str:number>/cancel", "cancel", order.cancel, ordering.CANCEL, ("POST",), order.order),
    Place("changes/<uuid:change_id>", "answer_change", order.answer_change, ordering.CHANGE, ("POST",)),
    Place("orders/<str:number>/change", "change", change.change, ordering.CHANGE, ("GET", "POST")),
)
SHIPPING = (
    Place("orders/<str:number>/ship", "ship", ship.ship, "fulfilment.ship_order", ("GET", "POST")),
    Place("shipments", "shipments", shipments.shipments_list, SEE_SHIPMENTS),
    Place("shipments/<str:number>", "shipment", shipments.shipment, SEE_SHIPMENTS),
    Place(
        "shipments/<str:number>/tracking",
        "track",
        shipments.track,
        "fulfilment.add_tracking",
        ("POST",),
        shipments.shipment,
    ),
    Place(
        "shipments/<str:number>/lost",
        "lose",
        shipments.lose,
        "fulfilment.declare_lost",
        ("POST",),
        shipments.shipment,
    ),
    Place("pick-list", "pick_list", picking.pick_list, SEE_SHIPMENTS),
)

STOCK = (
    Place("stock", "stock", stock.stock, SEE_STOCK, ("GET", "POST")),
    Place("stock/add", "add_balance", stock.add_balance, COUNT_STOCK, ("POST",), stock.stock),
    Place("stock/<str:sku>", "article", stock.article, SEE_STOCK),
    Place("stock/<str:sku>/adjust", "adjust", stock.adjust, ADJUST_STOCK, ("POST",), stock.article),
)


def paths(door: str) -> list[URLPattern]:
    """The url patterns of a seller's door."""
    return opened(door, (*ORDERS, *SHIPPING, *STOCK))
