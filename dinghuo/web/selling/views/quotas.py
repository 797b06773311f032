"""How much of hot goods each customer may order."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Faults, Invalid, NotFound
from dinghuo.foundation.fields import translated
from dinghuo.inventory.queries.display_rules import display_audiences
from dinghuo.ordering.actions.set_quotas import QuotaEntry, set_quotas
from dinghuo.ordering.permissions import SET_QUOTAS
from dinghuo.ordering.queries.quotas import quotas
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_day, read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request

#: What the fields are called in faults -> in the form.
BESIDE = {"customer": "customer", "group": "audience", "level": "audience"}


def quotas_page(request: Request, actor: Actor) -> HttpResponse:
    """The quotas, the newest first; posted, one is set or taken away."""
    if request.method == "POST":
        return _save(request, actor)
    page = quotas(actor, request.GET.get("search", "").strip()[:60], request.GET.get("after"))
    groups, levels = display_audiences(actor)
    pictures = picture_addresses(actor, [row.variant_id for row in page.items])
    words = dict(_periods())
    rows = [(row, pictures.get(row.variant_id, ""), words[row.period], _audience(row)) for row in page.items]
    context: dict[str, Any] = {
        "page": page,
        "rows": rows,
        "audiences": [
            *((f"group:{group.key}", str(group)) for group in groups),
            *((f"level:{level.key}", translated(level.name, level.names)) for level in levels),
        ],
        "periods": _periods(),
        "of_all": actor.scope == "market",
        "search": request.GET.get("search", ""),
        "may_set": allows(actor, SET_QUOTAS),
        "form": Form.of(request, {"period": "month"}),
    }
    return render(request, "selling/stock/quotas.html", context)


def _periods() -> list[tuple[str, str]]:
    return [
        ("day", _("Each day")),
        ("week", _("Each week")),
        ("month", _("Each month")),
        ("once", _("From the first day to the last")),
    ]


def _audience(row: Any) -> str:
    if row.buyer:
        return translated(row.buyer.name, row.buyer.names)
    if row.group:
        return str(row.group)
    return translated(row.level.name, row.level.names) if row.level else _("Every customer")


def _save(request: Request, actor: Actor) -> HttpResponse:
    typed, faults = request.POST, Faults()
    kind, _colon, key = typed.get("audience", "").partition(":")
    gone = "remove" in typed
    quantity = Decimal(0) if gone else read_decimal(typed, "quantity", faults)
    if not gone and not typed.get("quantity", "").strip():
        faults.add("quantity", "required", _("Say how much; 0 for nothing at all."))
    starts, ends = read_day(typed, "starts", faults), read_day(typed, "ends", faults)
    faults.raise_any()
    entry = QuotaEntry(
        typed.get("sku", "").strip(),
        None if gone else quantity,
        typed.get("period", ""),
        typed.get("customer", "").strip(),
        key if kind == "group" else "",
        key if kind == "level" else "",
        starts,
        ends,
    )
    try:
        set_quotas(actor, [entry], typed.get("seller", "").strip())
    except Invalid as wrong:
        names = [each.path.removeprefix("quotas.0.") for each in wrong.faults]
        told = zip(names, wrong.faults, strict=True)
        raise Invalid([Fault(BESIDE.get(n, n), each.code, each.message) for n, each in told]) from wrong
    except NotFound as unknown:
        told_seller = _("There is no company with this code.")
        raise Invalid([Fault("seller", "unknown", told_seller)]) from unknown
    flash.say(request, _("The quota is taken away.") if gone else _("The quota is set."))
    return HttpResponseRedirect(here(request, "quotas"))
