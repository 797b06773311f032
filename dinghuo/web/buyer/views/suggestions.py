"""Suggestions while somebody types: the goods it may be, each with its price and a stepper."""

from django.http import HttpResponse
from django.shortcuts import render

from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.list_products import Wanted
from dinghuo.foundation.actor import Actor
from dinghuo.ordering.queries.shelf import shelf
from dinghuo.web.buyer.shelf_view import cart_of, goods_of
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

#: What fits above the keyboard of a phone, and is read at a glance.
SHOWN = 6


@screen(door="buyer", permission=SEE_PRODUCTS, guests=True)
def suggestions(request: Request, actor: Actor) -> HttpResponse:
    """The first goods that a search would find; nothing for an empty one."""
    asked = " ".join(request.GET.get("q", "").split())[:200]
    if not asked:
        return HttpResponse()
    wanted = Wanted(asked, grouped=True)
    page = shelf(actor, request.storefront, actor.organisation_id, wanted, limit=SHOWN)
    cart = cart_of(actor, request.storefront)
    context = {"asked": asked, "goods": goods_of(page.items, cart), "cart": cart, "more": page.next}
    return render(request, "buyer/goods/suggestions.html", context)
