"""What sellers write of their products: how it differs from what buyers see, approved or sent back."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.versions.approve_version import approve_version
from dinghuo.catalogue.actions.versions.reject_version import reject_version
from dinghuo.catalogue.permissions import REVIEW_PRODUCT
from dinghuo.catalogue.queries.brands import brand_names
from dinghuo.catalogue.queries.categories import categories
from dinghuo.catalogue.queries.product_documents import name_of, reviewed_document
from dinghuo.catalogue.queries.templates import template_of_path
from dinghuo.catalogue.queries.versions import version as find_version
from dinghuo.catalogue.queries.versions import versions
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.handed_out import handed_out
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.pictures import address_of
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.version_words import change_words, state_words

STATES = ("submitted", "approved", "rejected")


@screen(door="operator", permission=REVIEW_PRODUCT)
def products_list(request: Request, actor: Actor) -> HttpResponse:
    """Those that wait, unless others are asked for."""
    listing = Listing.of(request, filters={"state": STATES})
    state = listing["state"] or STATES[0]
    page = versions(actor, [state], listing.after or None)
    words = state_words()
    context = {
        "page": page,
        "rows": [(row, words[row.state]) for row in page.items],
        "chips": [(key, words[key].words, key == state) for key in STATES],
    }
    return render(request, "operator/products/list.html", context)


@screen(door="operator", permission=REVIEW_PRODUCT)
def version(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """One version: what would change for buyers."""
    sheet = find_version(actor, key)
    nodes = {node.key: node for node in categories(actor, with_empty=True)}
    place = nodes.get(sheet.row.category)
    template = template_of_path(actor, place.path if place else "")
    names = {key: translated(node.name, node.names) for key, node in nodes.items()} | dict(brand_names(actor))
    context = {
        "sheet": sheet,
        "version": sheet.version,
        "place": place,
        "state": state_words()[sheet.version.state],
        "changes": change_words(sheet.changes, template, names),
        "images": [address_of(file) for file in sheet.row.images],
        "documents": [(name_of(each.file), each) for each in sheet.row.documents or ()],
        "form": Form.of(request),
        "trail": [(reverse("operator:products"), _("Product review")), ("", sheet.version.code)],
    }
    return render(request, "operator/products/version.html", context)


@screen(door="operator", permission=REVIEW_PRODUCT)
def document(request: Request, actor: Actor, key: UUID, name: str) -> HttpResponse:
    """A document that a version names, or that it takes away."""
    return handed_out(reviewed_document(actor, key, name))


@screen(door="operator", permission=REVIEW_PRODUCT, methods=["POST"], again=version)
def approve(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """Show it to buyers."""
    try:
        approve_version(actor, key)
    except Invalid as invalid:
        # It was right when it was submitted: what has become wrong is told without a field to stand beside.
        raise Invalid([Fault("version", each.code, each.message) for each in invalid.faults]) from invalid
    flash.say(request, _("Buyers see it like this from now on."))
    return HttpResponseRedirect(reverse("operator:products"))


@screen(door="operator", permission=REVIEW_PRODUCT, methods=["POST"], again=version)
def reject(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """Send it back, and say why."""
    reject_version(actor, key, request.POST.get("reason", ""))
    flash.say(request, _("The seller is told why."))
    return HttpResponseRedirect(reverse("operator:products"))
