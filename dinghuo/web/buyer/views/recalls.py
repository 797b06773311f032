"""Goods that were delivered and are recalled: what to look for on one's own shelves."""

from django.http import HttpResponse
from django.shortcuts import render

from dinghuo.foundation.actor import Actor
from dinghuo.fulfilment.queries.recalls import recalled_goods
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="buyer", permission="fulfilment.see_shipments")
def recalls(request: Request, actor: Actor) -> HttpResponse:
    """Every recalled lot of which the house has got some, with when and by which shipment it came."""
    return render(request, "buyer/orders/recalls.html", {"rows": recalled_goods(actor)})
