"""Today: what a seller has to do, most urgent first; each figure opens its rows."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dinghuo.foundation.actor import Actor, allows
from dinghuo.fulfilment.queries.lines_to_ship import lines_to_ship
from dinghuo.fulfilment.queries.shipments import count_underway
from dinghuo.inventory.queries.low_stock import low_stock, low_stock_count
from dinghuo.ordering.permissions import CONFIRM, VIEW
from dinghuo.ordering.queries.orders import OrderFilter, count_orders, orders
from dinghuo.web.selling.views.orders import rows_of
from dinghuo.web.selling.waiting import late_before
from dinghuo.web.shared.session import Request

#: Rows of each pile that the page shows; the rest is behind the figure.
FIRST_ROWS = 6


def today(request: Request, actor: Actor) -> HttpResponse:
    """The piles of work."""
    return render(request, "selling/today/page.html", piles(actor))


def piles(actor: Actor) -> dict[str, Any]:
    """The piles with their first rows, as far as the actor may see them. A constant number of statements."""
    found: dict[str, Any] = {"may_answer": allows(actor, CONFIRM)}
    if allows(actor, VIEW):
        found |= _orders(actor)
    if allows(actor, "fulfilment.see_shipments"):
        found["underway"] = count_underway(actor, "seller")
        found["lines_to_ship"] = len(lines_to_ship(actor, limit=500).items)
    if allows(actor, "inventory.see_stock"):
        found["low_count"] = low_stock_count(actor)
        found["low"] = low_stock(actor, limit=FIRST_ROWS)
    return found


def _orders(actor: Actor) -> dict[str, Any]:
    def count(need: str, **more: Any) -> int:
        return count_orders(actor, OrderFilter(side="seller", need=need, **more))

    def first(need: str) -> Any:
        wanted = OrderFilter(side="seller", need=need)
        return rows_of(orders(actor, wanted, limit=FIRST_ROWS, oldest_first=True).items)

    return {
        "answer_count": count("answer"),
        "late_count": count("answer", until=late_before()),
        "ship_count": count("ship"),
        "back_order_count": count("back_order"),
        "cancel_count": count("cancel_requested"),
        "change_count": count("change"),
        "to_answer": first("answer"),
        "to_ship": first("ship"),
        "to_cancel": first("cancel_requested"),
    }
