"""Asking the seller for a change of an order: other quantities, other goods out, another day."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.permissions import CHANGE
from dinghuo.ordering.queries.order import order as find_order
from dinghuo.web.buyer.typed import decimal_of
from dinghuo.web.shared import flash
from dinghuo.web.shared.changes import Wanted, ask_for
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="buyer", permission=CHANGE, methods=["GET", "POST"])
def change(request: Request, actor: Actor, number: str) -> HttpResponse:
    """The order's lines with their quantities as they should be."""
    order = find_order(actor, number)
    if order.buyer_id != actor.organisation_id:
        raise NotFound(number)
    lines = list(order.lines.all())
    if request.method == "POST":
        return _propose(request, actor, order, lines)
    pictures = picture_addresses(actor, [line.variant_id for line in lines])
    stored: dict[str, Any] = {f"quantity.{line.position}": plain(line.quantity) for line in lines}
    stored |= {"requested_date": str(order.requested_date or ""), "base_version": order.version}
    context = {
        "order": order,
        "lines": [(line, pictures.get(line.variant_id, ""), f"quantity.{line.position}") for line in lines],
        "form": Form.of(request, stored),
        "trail": [
            (reverse("buyer:orders"), _("Orders")),
            (reverse("buyer:order", args=[number]), number),
            ("", _("Ask for a change")),
        ],
    }
    return render(request, "buyer/change/page.html", context)


def _propose(request: Request, actor: Actor, order: Any, lines: Sequence[Any]) -> HttpResponse:
    ask_for(request, actor, order, _read(request, order, lines), _field)
    flash.say(request, _("The seller is asked. Nothing changes until it agrees."))
    return HttpResponseRedirect(reverse("buyer:order", args=[order.number]))


def _read(request: Request, order: Any, lines: Sequence[Any]) -> list[dict[str, Any]]:
    faults = Faults()
    actions: list[dict[str, Any]] = []
    for line in lines:
        name = f"quantity.{line.position}"
        text = request.POST.get(name, "").strip()
        wanted = decimal_of(text) if text else Decimal(0)
        if wanted is None or wanted < 0:
            faults.add(name, "number", _("This is no quantity."))
        elif name in request.POST and wanted != line.quantity:
            kind = "quantity" if wanted else "remove"
            action = {"kind": kind, "line": line.position}
            actions.append(action | {"quantity": plain(wanted)} if wanted else action)
    day = request.POST.get("requested_date", "").strip()
    if day and day != str(order.requested_date or ""):
        actions.append({"kind": "date", "date": day})
    faults.raise_any()
    return actions


def _field(action: Wanted) -> str:
    return "requested_date" if action["kind"] == "date" else f"quantity.{action['line']}"
