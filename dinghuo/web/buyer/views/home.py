"""The first page: what to order again, what arrives, what waits; for guests the storefront's face."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.categories import categories
from dinghuo.foundation.actor import Actor, allows
from dinghuo.fulfilment.queries.shipments import count_underway, shipments
from dinghuo.ordering.permissions import APPROVE, PLACE, VIEW
from dinghuo.ordering.queries.orders import OrderFilter, count_orders, orders
from dinghuo.ordering.queries.reorder import order_again
from dinghuo.ordering.queries.shop_window import shop_window
from dinghuo.ordering.queries.to_approve import orders_to_approve
from dinghuo.reactions.queries.news import news
from dinghuo.web.buyer.again import again_rows
from dinghuo.web.buyer.approving import waiting_of
from dinghuo.web.buyer.shelf_view import cart_of, goods_of
from dinghuo.web.shared.order_words import state_of
from dinghuo.web.shared.screen import home_of, screen
from dinghuo.web.shared.session import Request

AGAIN_SHOWN = 10
ORDERS_SHOWN = 6
ARRIVALS_SHOWN = 4
NEWS_SHOWN = 3
APPROVALS_SHOWN = 2
WINDOW_SHOWN = 12


@screen(door="buyer", guests=True)
def home(request: Request, actor: Actor) -> HttpResponse:
    """The reader's own page, or the storefront's face."""
    if request.actor is None:
        return _face(request, actor)
    if "buyer" not in actor.parts:
        return HttpResponseRedirect(home_of(actor))
    return render(request, "buyer/home/page.html", _own(request, actor))


def _own(request: Request, actor: Actor) -> dict[str, Any]:
    storefront = request.storefront
    cart = cart_of(actor, storefront)
    sees_orders, sees_shipments = allows(actor, VIEW), allows(actor, "fulfilment.see_shipments")
    last = orders(actor, OrderFilter(side="buyer"), limit=ORDERS_SHOWN).items if sees_orders else []
    waiting = orders_to_approve(actor, limit=20) if allows(actor, APPROVE) else []
    mine = [
        each
        for each in waiting
        if each.placed_by_id != actor.person_id and allows(actor, APPROVE, each.total)
    ]
    return {
        "cart": cart,
        "again": again_rows(order_again(actor, storefront, AGAIN_SHOWN), cart)
        if sees_orders and cart
        else [],
        "orders": [(order, state_of(order, may_approve=order in mine)) for order in last],
        "arriving": shipments(actor, need="receive", limit=ARRIVALS_SHOWN).items if sees_shipments else [],
        "to_approve": [waiting_of(actor, each) for each in mine[:APPROVALS_SHOWN]],
        "counts": {
            "to_approve": len(mine),
            "underway": count_underway(actor, "buyer") if sees_shipments else 0,
            "to_pay": count_orders(actor, OrderFilter(side="buyer", need="pay")) if sees_orders else 0,
            "unanswered": count_orders(actor, OrderFilter(side="buyer", state="submitted"))
            if sees_orders
            else 0,
            "in_cart": len(cart.rows) if cart else 0,
        },
        "news": news(actor, unread_only=True, limit=NEWS_SHOWN).items,
        "may_order": allows(actor, PLACE),
    }


def _face(request: Request, actor: Actor) -> HttpResponse:
    context: dict[str, Any] = {}
    if allows(actor, SEE_PRODUCTS):
        storefront = request.storefront
        tree = [node for node in categories(actor, storefront.id) if node.depth == 0]
        window = shop_window(actor, storefront, [node.path for node in tree[:WINDOW_SHOWN]])
        context = {"goods": goods_of(window, None), "tree": tree}
    return render(request, "buyer/home/face.html", context)
