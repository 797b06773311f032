"""How people find goods: synonyms, searches that found nothing, and customers' own codes."""

import re
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.wording.forget_search import forget_search
from dinghuo.catalogue.actions.wording.remove_synonym import remove_synonym
from dinghuo.catalogue.actions.wording.save_synonym import save_synonym
from dinghuo.catalogue.permissions import SAVE_CUSTOMER_CODES, SAVE_SYNONYM
from dinghuo.catalogue.queries.wording import empty_searches, synonyms
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import translated
from dinghuo.organisations.queries.organisations import find_organisation
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.own_codes import codes_page, save_typed_codes
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

#: How people write words apart from each other.
_APART = re.compile(r"[=＝,，、;；\n]+")


@screen(door="operator", permission=SAVE_SYNONYM, methods=["GET", "POST"])
def synonyms_list(request: Request, actor: Actor) -> HttpResponse:
    """The synonyms and a form for one; `?words=` begins it, `?synonym=` changes one that is there."""
    changed = _id(request.GET.get("synonym", ""))
    if request.method == "POST":
        saved = save_synonym(actor, _APART.split(request.POST.get("words", "")[:1000]), changed)
        flash.say(request, _("%(words)s: from now on the same.") % {"words": " = ".join(saved.words)})
        return HttpResponseRedirect(reverse("operator:synonyms"))
    listing = Listing.of(request)
    rows = synonyms(actor, listing.search)
    known = next((each for each in rows if each.id == changed), None)
    begun = " = ".join(known.words) if known else request.GET.get("words", "")[:60]
    context = {
        "listing": listing,
        "synonyms": rows,
        "searches": empty_searches(actor),
        "changed": known,
        "form": Form.of(request, {"words": begun if known or not begun else f"{begun} = "}),
    }
    return render(request, "operator/search/page.html", context)


@screen(door="operator", permission=SAVE_SYNONYM, methods=["POST"])
def remove(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """Take a synonym away."""
    remove_synonym(actor, key)
    flash.say(request, _("The synonym is gone."))
    return HttpResponseRedirect(reverse("operator:synonyms"))


@screen(door="operator", permission=SAVE_SYNONYM, methods=["POST"])
def forget(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """Take a search off the list."""
    forget_search(actor, key)
    return HttpResponseRedirect(reverse("operator:synonyms"))


@screen(door="operator", permission=SAVE_CUSTOMER_CODES, methods=["GET", "POST"])
def codes(request: Request, actor: Actor, code: str) -> HttpResponse:
    """A customer's own codes."""
    company = find_organisation(actor, code)
    if request.method == "POST":
        save_typed_codes(request, actor, company.id)
        return HttpResponseRedirect(reverse("operator:organisation_codes", args=[company.code]))
    context = codes_page(request, actor, company.id)
    context["company"] = company
    name = translated(company.name, company.names)
    context["trail"] = [
        (reverse("operator:organisations"), _("Companies")),
        (reverse("operator:organisation", args=[company.code]), name),
        ("", _("Own codes")),
    ]
    return render(request, "operator/organisations/codes.html", context)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
