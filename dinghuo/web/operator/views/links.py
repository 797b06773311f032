"""What is bought instead of products, after them and with them: the whole market's, whoever sells them."""

import re

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.save_links import LinkKind, save_links
from dinghuo.catalogue.permissions import SAVE_LINKS
from dinghuo.catalogue.queries.links import kept_links, products_with_links
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults, Invalid, NotFound
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.link_words import link_words
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

_APART = re.compile(r"[\s,，、;；]+")


@screen(door="operator", permission=SAVE_LINKS)
def links_list(request: Request, actor: Actor) -> HttpResponse:
    """The products that others are linked to."""
    listing = Listing.of(request)
    words = {kind: told[0] for kind, told in link_words().items()}
    page = products_with_links(actor, listing.search, listing.after or None)
    rows = [
        (row, [(words[kind], [each for each in row.links if each.kind is kind]) for kind in LinkKind])
        for row in page.items
    ]
    return render(request, "operator/links/list.html", {"listing": listing, "page": page, "rows": rows})


@screen(door="operator", permission=SAVE_LINKS)
def find(request: Request, actor: Actor) -> HttpResponse:
    """Lead to a product's links by its code."""
    code = request.GET.get("product", "").strip()[:60]
    try:
        kept_links(actor, code)
    except NotFound:
        flash.warn(request, _("There is no product %(code)s.") % {"code": code})
        return HttpResponseRedirect(reverse("operator:links"))
    return HttpResponseRedirect(reverse("operator:product_links", args=[code]))


@screen(door="operator", permission=SAVE_LINKS, methods=["GET", "POST"])
def links(request: Request, actor: Actor, code: str) -> HttpResponse:
    """A product's links; posted, they are all there are."""
    linked = kept_links(actor, code)
    if request.method == "POST":
        _save(request, actor, code)
        flash.say(request, _("The links are saved."))
        return HttpResponseRedirect(reverse("operator:links"))
    stored = {kind.value: ", ".join(each.code for each in linked if each.kind is kind) for kind in LinkKind}
    context = {
        "code": code,
        "linked": linked,
        "link_kinds": [(kind.value, *told) for kind, told in link_words().items()],
        "form": Form.of(request, stored),
        "trail": [(reverse("operator:links"), _("Related products")), ("", code)],
    }
    return render(request, "operator/links/edit.html", context)


def _save(request: Request, actor: Actor, code: str) -> None:
    faults = Faults()
    for kind in LinkKind:
        try:
            save_links(actor, code, kind, _APART.split(request.POST.get(kind.value, "")[:2000]))
        except Invalid as invalid:
            for each in invalid.faults:
                faults.add(kind.value, each.code, each.message)
    faults.raise_any()
