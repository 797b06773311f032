"""The operator's look at stock: whether the book is right, and which suppliers see what will be needed."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.queries.verify_stock import verify_stock
from dinghuo.procurement.actions.share_forecast import share_forecast
from dinghuo.procurement.queries.policy import policies
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="operator", permission="inventory.approve_stock")
def book(request: Request, actor: Actor) -> HttpResponse:
    """Proves it now, over the whole market, and names each balance that differs."""
    return render(request, "operator/stock/book.html", {"faults": verify_stock(actor)})


@screen(door="operator", permission="procurement.share_forecast", methods=["GET", "POST"])
def forecasts(request: Request, actor: Actor) -> HttpResponse:
    """Which houses' suppliers see what those will need."""
    if request.method == "POST":
        shares = request.POST.get("shares") == "1"
        shared = share_forecast(actor, request.POST.get("house", "").strip(), shares)
        said = (
            _("Suppliers see what %(house)s will need.")
            if shares
            else _("Suppliers see no forecast of %(house)s.")
        )
        flash.say(request, said % {"house": shared.owner.name})
        return HttpResponseRedirect(reverse("operator:forecasts"))
    return render(
        request, "operator/stock/forecasts.html", {"rows": policies(actor), "form": Form.of(request)}
    )
