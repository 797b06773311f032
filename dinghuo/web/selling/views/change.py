"""Asking the buyer for a change of an order: other quantities, another day for a line or for everything."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.order_page import sold_order
from dinghuo.web.selling.typed import read_day, read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.changes import Wanted, ask_for
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request


def change(request: Request, actor: Actor, number: str) -> HttpResponse:
    """The order's lines with their quantities and days as they could be."""
    order = sold_order(actor, number)
    lines = [line for line in order.lines.all() if line.counters.unshipped]
    if request.method == "POST":
        return _propose(request, actor, order, lines)
    pictures = picture_addresses(actor, [line.variant_id for line in lines])
    stored: dict[str, Any] = {"base_version": order.version}
    for line in lines:
        stored[f"quantity.{line.position}"] = plain(line.quantity)
        stored[f"date.{line.position}"] = line.promised_date or ""
    context = {
        "order": order,
        "rows": [
            (line, pictures.get(line.variant_id, ""), f"quantity.{line.position}", f"date.{line.position}")
            for line in lines
        ],
        "form": Form.of(request, stored),
        "trail": [
            (here(request, "orders"), _("Orders")),
            (here(request, "order", number), number),
            ("", _("Propose a change")),
        ],
    }
    return render(request, "selling/orders/propose.html", context)


def _propose(request: Request, actor: Actor, order: Any, lines: Sequence[Any]) -> HttpResponse:
    ask_for(request, actor, order, _read(request, lines), _field)
    flash.say(request, _("The buyer is asked. Nothing changes until it agrees."))
    return HttpResponseRedirect(here(request, "order", order.number))


def _read(request: Request, lines: Sequence[Any]) -> list[dict[str, Any]]:
    faults = Faults()
    actions: list[dict[str, Any]] = []
    for line in lines:
        name = f"quantity.{line.position}"
        wanted = read_decimal(request.POST, name, faults)
        if name in request.POST and wanted != line.quantity:
            kind = "quantity" if wanted else "remove"
            action = {"kind": kind, "line": line.position}
            actions.append(action | {"quantity": plain(wanted)} if wanted else action)
        day = read_day(request.POST, f"date.{line.position}", faults)
        if day and day != line.promised_date:
            actions.append({"kind": "date", "line": line.position, "date": day.isoformat()})
    faults.raise_any()
    return actions


def _field(action: Wanted) -> str:
    return f"{'date' if action['kind'] == 'date' else 'quantity'}.{action['line']}"
