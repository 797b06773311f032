"""Goods that are one thing: offers that sheets propose, articles with one barcode, two named by hand."""

from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.proposals.accept_proposal import accept_proposal
from dinghuo.catalogue.actions.proposals.decline_proposal import decline_proposal
from dinghuo.catalogue.permissions import MERGE_GOODS
from dinghuo.catalogue.queries.find_variants import find_variants
from dinghuo.catalogue.queries.merging.merged_into import merges
from dinghuo.catalogue.queries.merging.proposals import proposals
from dinghuo.catalogue.queries.merging.same_gtin import same_gtin
from dinghuo.catalogue.states import ProposalState
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.formats import number
from dinghuo.inventory.queries.carried_stock import left_behind
from dinghuo.ordering.actions.merge_goods import merge_goods
from dinghuo.ordering.queries.merge_preview import merge_preview
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="operator", permission=MERGE_GOODS)
def merges_page(request: Request, actor: Actor, key: UUID | None = None) -> HttpResponse:
    """What waits, what may be one, and what was merged; `key` is of a proposed offer that comes back refused."""
    rows = merges(actor)
    left = left_behind(actor, [row.merged_id for row in rows])
    said = request.POST or request.GET
    typed = {name: said.get(name, "")[:60] for name in ("kept", "merged", "reason")}
    context = {
        "proposals": proposals(actor, ProposalState.WAITING),
        "pairs": same_gtin(actor),
        "merges": [(row, left.get(row.merged_id, Decimal(0))) for row in rows],
        "form": Form(typed, None, getattr(getattr(request, "refused", None), "faults", ())),
    }
    return render(request, "operator/merges/page.html", context)


@screen(door="operator", permission=MERGE_GOODS)
def preview(request: Request, actor: Actor) -> HttpResponse:
    """What merging two articles would do; one that isn't there comes back to where it was typed."""
    kept, merged = (request.GET.get(name, "").strip() for name in ("kept", "merged"))
    unknown = [sku for sku in (kept, merged) if not find_variants(actor, [sku])]
    if unknown:
        for sku in dict.fromkeys(unknown):
            flash.warn(request, _("There is no article %(sku)s.") % {"sku": sku[:60]})
        typed = urlencode({"kept": kept[:60], "merged": merged[:60]})
        return HttpResponseRedirect(f"{reverse('operator:merges')}?{typed}")
    seen = merge_preview(actor, kept, merged)
    context = {
        "seen": seen,
        "pair": seen.pair,
        "trail": [(reverse("operator:merges"), _("Same goods")), ("", f"{merged} → {kept}")],
    }
    return render(request, "operator/merges/preview.html", context)


@screen(door="operator", permission=MERGE_GOODS, methods=["POST"], again=merges_page)
def merge(request: Request, actor: Actor) -> HttpResponse:
    """Merge the two."""
    done = merge_goods(
        actor, request.POST.get("kept", ""), request.POST.get("merged", ""), request.POST.get("why", "")
    )
    flash.say(request, _("%(merged)s is %(kept)s from now on.") % {"merged": done.merged, "kept": done.kept})
    return HttpResponseRedirect(reverse("operator:merges"))


@screen(door="operator", permission=MERGE_GOODS, methods=["POST"], again=merges_page)
def carry(request: Request, actor: Actor) -> HttpResponse:
    """Carry over what has become free of an article that was merged."""
    done = merge_goods(actor, request.POST.get("kept", ""), request.POST.get("merged", ""))
    told = _("%(quantity)s came over to %(sku)s.")
    flash.say(request, told % {"quantity": f"{number(done.stock)} {done.unit}", "sku": done.kept})
    return HttpResponseRedirect(reverse("operator:merges"))


@screen(door="operator", permission=MERGE_GOODS, methods=["POST"], again=merges_page)
def accept(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """Agree that it is the same: the seller sells it."""
    done = accept_proposal(actor, key)
    told = _("%(seller)s sells %(sku)s too.") % {"seller": done.seller, "sku": done.variant.sku}
    flash.say(request, told)
    return HttpResponseRedirect(reverse("operator:merges"))


@screen(door="operator", permission=MERGE_GOODS, methods=["POST"], again=merges_page)
def decline(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """Say why it isn't the same."""
    decline_proposal(actor, key, request.POST.get("reason", ""))
    flash.say(request, _("The seller reads why."))
    return HttpResponseRedirect(reverse("operator:merges"))
