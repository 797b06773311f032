"""Lots: where one came from and who got of it, those that are recalled, and recalling one."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.fulfilment.actions.lift_recall import lift_recall
from dinghuo.fulfilment.actions.recall_lot import recall_lot
from dinghuo.fulfilment.queries.lot_trace import lot_trace
from dinghuo.fulfilment.queries.recalls import recalls
from dinghuo.inventory.permissions import RECALL_LOT
from dinghuo.web.selling.doors import here
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request


def recalls_list(request: Request, actor: Actor) -> HttpResponse:
    """The recalled lots; with `?sku=` and `?lot=` straight to one."""
    asked = request.GET
    if asked.get("sku") and asked.get("lot"):
        return HttpResponseRedirect(_lot(request, asked["sku"], asked["lot"], asked.get("owner", "")))
    found = recalls(actor)
    context = {
        "rows": [(each, _lot(request, each.variant.sku, each.lot, each.owner.code)) for each in found],
        "sees_all": actor.scope == "market",
        "form": Form.of(request),
    }
    return render(request, "selling/stock/recalls.html", context)


def lot(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """One lot: its days, where it lies, and who got of it. The lot is named by `?lot=`: it may hold any sign."""
    name, owner = _named(request)
    trace = lot_trace(actor, sku, name, owner)
    line = trace.line
    facts = trace.facts
    trail = [(here(request, "recalls"), _("Recalls")), ("", _("Lot %(lot)s") % {"lot": name})]
    if request.door != "operator":
        trail = [(here(request, "stock"), _("Stock")), (here(request, "article", sku), sku), trail[1]]
    context = {
        "line": line,
        "name": name,
        "owner": owner,
        "trace": trace,
        "expires": facts.expires if facts else None,
        "recalled": facts if facts and facts.recalled_at else None,
        "picture": picture_addresses(actor, [line.variant_id]).get(line.variant_id, ""),
        "customers": len({part.buyer_id for part in trace.sent}),
        "may_recall": allows(actor, RECALL_LOT),
        "form": Form.of(request),
        "trail": trail,
    }
    return render(request, "selling/stock/lot.html", context)


def recall(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """Stop it, and tell everybody who has got of it."""
    name, owner = _named(request)
    recall_lot(actor, sku, name, request.POST.get("why", ""), owner)
    flash.say(request, _("Lot %(lot)s is recalled. Everybody who has got of it is told.") % {"lot": name})
    return HttpResponseRedirect(_lot(request, sku, name, owner))


def lift(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """Let it be sold again."""
    name, owner = _named(request)
    lift_recall(actor, sku, name, request.POST.get("why", ""), owner)
    flash.say(request, _("Lot %(lot)s may be sold again.") % {"lot": name})
    return HttpResponseRedirect(_lot(request, sku, name, owner))


def _named(request: Request) -> tuple[str, str]:
    return request.GET.get("lot", ""), request.GET.get("owner", "")


def _lot(request: Request, sku: str, name: str, owner: str) -> str:
    asked = {"lot": name, "owner": owner} if owner and request.door == "operator" else {"lot": name}
    return f"{here(request, 'lot', sku)}?{urlencode(asked)}"
