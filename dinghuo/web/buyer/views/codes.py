"""The codes by which a company calls the goods it buys."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.catalogue.permissions import SAVE_CUSTOMER_CODES
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.web.shared.own_codes import codes_page, save_typed_codes
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="buyer", permission=SAVE_CUSTOMER_CODES, methods=["GET", "POST"])
def codes(request: Request, actor: Actor) -> HttpResponse:
    """The company's own codes; a paste adds and changes."""
    if actor.organisation_id is None:
        raise NotFound("codes")
    if request.method == "POST":
        save_typed_codes(request, actor, actor.organisation_id)
        return HttpResponseRedirect(reverse("buyer:codes"))
    context = codes_page(request, actor, actor.organisation_id)
    context["trail"] = [(reverse("buyer:account"), _("Account")), ("", _("Own codes"))]
    return render(request, "buyer/codes/page.html", context)
