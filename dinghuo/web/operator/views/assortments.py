"""Who may see what: sets of goods, for whom they count, and why a customer sees an article or doesn't."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.save_assortment import save_assortment
from dinghuo.catalogue.permissions import SAVE_ASSORTMENT
from dinghuo.catalogue.queries.assortment_choices import assortment_choices
from dinghuo.catalogue.queries.assortments import BOUND, assortments, concerned
from dinghuo.catalogue.queries.assortments import assortment as find_assortment
from dinghuo.catalogue.queries.facets import facets
from dinghuo.catalogue.queries.list_products import Wanted
from dinghuo.catalogue.queries.why_shown import why_shown
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.queries.organisations import find_organisation
from dinghuo.organisations.queries.storefronts import home_storefront
from dinghuo.web.operator.assortment_form import (
    LANGUAGES,
    line_words,
    reach_words,
    read,
    region_rows,
    rows_of,
    stored,
    typed_rows,
)
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="operator", permission=SAVE_ASSORTMENT)
def assortments_list(request: Request, actor: Actor) -> HttpResponse:
    """All sets of goods."""
    return render(request, "operator/assortments/list.html", {"rows": assortments(actor)})


@screen(door="operator", permission=SAVE_ASSORTMENT, methods=["GET", "POST"])
def edit(request: Request, actor: Actor, key: str = "") -> HttpResponse:
    """A set: its goods, for whom it counts, and what that comes to."""
    sheet = find_assortment(actor, key) if key else None
    refused = getattr(request, "refused", None) is not None
    if request.method == "POST" and not refused:
        saved = save_assortment(actor, key or request.POST.get("key", ""), read(request, actor))
        flash.say(request, _("%(name)s is saved.") % {"name": saved})
        return HttpResponseRedirect(reverse("operator:assortment", args=[saved.key]))
    typed = request.POST if refused else None
    context = {
        "sheet": sheet,
        "trail": [(reverse("operator:assortments"), _("Assortments")), ("", key or _("New"))],
        "form": Form.of(request, stored(sheet, actor)),
        "lines": rows_of(
            sheet.lines if sheet else [], typed_rows(typed, "line") if typed is not None else None
        ),
        "reaches": rows_of(
            sheet.reaches if sheet else [], typed_rows(typed, "reach") if typed is not None else None
        ),
        "regions": region_rows(sheet.reaches if sheet else [], typed),
        "line_kinds": line_words(),
        "reach_kinds": reach_words(),
        "meant": [("for", _("for")), ("except", _("except"))],
        "modes": [
            ("allow", _("They see only these"), _("Of several such sets they see what is in any of them.")),
            ("deny", _("They never see these"), _("Whatever other sets say.")),
        ],
        "languages": LANGUAGES,
        "concerned": concerned(actor, sheet, now()) if sheet else None,
        "bound": BOUND,
    }
    return render(request, "operator/assortments/edit.html", context)


@screen(door="operator", permission=SAVE_ASSORTMENT)
def choices(request: Request, actor: Actor) -> HttpResponse:
    """What a row may name, for its list of proposals: of its kind, by what has been typed."""
    prefix = "line" if "line_kind" in request.GET else "reach"
    kind, text = (request.GET.get(f"{prefix}_{name}", "") for name in ("kind", "key"))
    context = {"choices": assortment_choices(actor, kind, text)}
    return render(request, "operator/assortments/choices.html", context)


@screen(door="operator", permission=SAVE_ASSORTMENT)
def explain(request: Request, actor: Actor) -> HttpResponse:
    """What a customer sees, and why an article is part of it or isn't."""
    code, sku = request.GET.get("customer", "").strip()[:60], request.GET.get("sku", "").strip()[:60]
    context: dict[str, Any] = {
        "trail": [(reverse("operator:assortments"), _("Assortments")), ("", _("Why?"))],
        "code": code,
        "sku": sku,
    }
    if code:
        try:
            buyer = find_organisation(actor, code)
            shop = home_storefront(actor, buyer.id)
        except NotFound:
            context["unknown"] = True
        else:
            why = why_shown(actor, shop.id, buyer.id, sku)
            context |= {"buyer": buyer, "shop": shop, "why": why, "answer": _answer(why.answer)}
            context["total"] = facets(actor, shop.id, Wanted(buyer_id=buyer.id)).total
            context["bound"] = BOUND
    return render(request, "operator/assortments/explain.html", context)


def _answer(answer: str) -> str:
    words = {
        "shown": _("The customer sees it."),
        "unknown": _("There is no article with this code."),
        "unlisted": _("Nobody sees it: it isn’t published, not active, or nobody offers it."),
        "denied": _("The customer doesn’t see it: a set denies it."),
        "not-here": _("The customer doesn’t see it: it is in none of the sets that are sold here."),
        "not-theirs": _(
            "The customer doesn’t see it: it is in none of the sets that are meant for the customer."
        ),
        "no-offer": _("The customer doesn’t see it: every seller’s offer is left out by some set."),
    }
    return words.get(answer, "")
