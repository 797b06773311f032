"""Keys with which programs come in."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.integration.actions.make_api_key import make_api_key
from dinghuo.integration.actions.revoke_api_key import revoke_api_key
from dinghuo.integration.queries.api_keys import api_keys
from dinghuo.organisations.queries.people import members
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

MANAGE = "integration.manage_api_keys"


@screen(door="operator", permission=MANAGE, methods=["GET", "POST"])
def keys(request: Request, actor: Actor) -> HttpResponse:
    """The keys there are; a new one is shown once, on the page that made it."""
    made = None
    if request.method == "POST":
        made = make_api_key(actor, _member(request), request.POST.get("name", ""))
    people = members(actor, search=request.GET.get("q", ""), limit=100).items
    context = {
        "made": made,
        "page": api_keys(actor, after=request.GET.get("after") or None),
        "form": Form() if made else Form.of(request),
        "people": [(str(each.id), f"{each.person.name}, {each.organisation}") for each in people],
    }
    response = render(request, "operator/api_keys.html", context)
    response["Cache-Control"] = "no-store"
    return response


@screen(door="operator", permission=MANAGE, methods=["POST"])
def revoke(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """Shut a key out at once."""
    revoke_api_key(actor, key)
    flash.say(request, _("The key opens nothing any more."))
    return HttpResponseRedirect(reverse("operator:api_keys"))


def _member(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("member", ""))
    except ValueError as unknown:
        raise Invalid([Fault("member", "required", _("Choose in whose name the program acts."))]) from unknown
