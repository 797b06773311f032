"""What the house keeps back of its goods."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.inventory.actions.set_safety_stock import SafetyEntry, set_safety_stock
from dinghuo.inventory.permissions import SET_SAFETY_STOCK
from dinghuo.inventory.queries.safety_stock import safety_stocks
from dinghuo.inventory.queries.warehouses import warehouses
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request


def safety_stock(request: Request, actor: Actor) -> HttpResponse:
    """What is kept back where; posted, one is set, or none is any more."""
    if request.method == "POST":
        return _save(request, actor)
    page = safety_stocks(actor, request.GET.get("search", "").strip()[:60], after=request.GET.get("after"))
    pictures = picture_addresses(actor, [row.variant_id for row in page.items])
    places = warehouses(actor, actor.organisation_id)
    stored = {"for_urgent": True, "sku": request.GET.get("sku", "")[:60]}
    context: dict[str, Any] = {
        "page": page,
        "rows": [(row, pictures.get(row.variant_id, "")) for row in page.items],
        "places": [(place.key, translated(place.name, place.names)) for place in places if place.is_active],
        "of_all": actor.scope == "market",
        "may_set": allows(actor, SET_SAFETY_STOCK),
        "form": Form.of(request, stored),
    }
    return render(request, "selling/stock/safety.html", context)


def _save(request: Request, actor: Actor) -> HttpResponse:
    typed, faults = request.POST, Faults()
    quantity = read_decimal(typed, "quantity", faults)
    faults.raise_any()
    sku, place = typed.get("sku", "").strip(), typed.get("warehouse", "")
    try:
        set_safety_stock(actor, [SafetyEntry(sku, place, quantity, bool(typed.get("for_urgent")))])
    except Invalid as wrong:
        told = [Fault(f.path.removeprefix("entries.0."), f.code, f.message) for f in wrong.faults]
        raise Invalid(told) from wrong
    flash.say(request, _("It is kept back.") if quantity else _("Nothing of it is kept back any more."))
    return HttpResponseRedirect(here(request, "safety_stock"))
