"""The operator's look at the book of stock: whether every balance is the sum of its movements."""

from django.http import HttpResponse
from django.shortcuts import render

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.queries.verify_stock import verify_stock
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="operator", permission="inventory.approve_stock")
def book(request: Request, actor: Actor) -> HttpResponse:
    """Proves it now, over the whole market, and names each balance that differs."""
    return render(request, "operator/stock/book.html", {"faults": verify_stock(actor)})
