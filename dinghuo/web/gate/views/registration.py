"""Registering a company, and waiting for the operator."""

from uuid import UUID

from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.gate.register_organisation import Application, register_organisation
from dinghuo.organisations.actions.gate.request_registration_code import request_registration_code
from dinghuo.organisations.queries.registrations import own_registration
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.regions import code_of, picked
from dinghuo.web.shared.screen import gate_screen
from dinghuo.web.shared.session import Request, client_address, visitor_of

SALT = "dinghuo.web.gate.waiting"
FIELDS = ("company", "tax_number", "contact", "phone", "code", "password", "street", "email", "note")


@gate_screen("GET", "POST")
def register(request: Request, actor: Actor) -> HttpResponse:
    """The form of a company that wants to buy or supply; its first button sends the code to the phone."""
    if request.storefront is None:
        raise NotFound("no market")
    at_storefront = visitor_of(request, at_storefront=True)
    given = request.POST
    sent_to = ""
    if request.method == "POST" and given.get("action") == "code":
        sent_to = request_registration_code(at_storefront, given.get("phone", ""), client_address(request))
    elif request.method == "POST":
        asked = register_organisation(at_storefront, _application(request), client_address(request))
        token = signing.dumps([asked.market_id.hex, asked.id.hex], salt=SALT)
        return HttpResponseRedirect(reverse("gate:waiting", args=[token]))
    page = {
        "form": Form.of(request, {"part": "buyer"}),
        "regions": picked(code_of(given)),
        "chinese": request.market is None or request.market.country == "CN",
        "sent_to": sent_to,
        "parts": [
            ("buyer", _("We want to buy"), _("Dealer, shop, restaurant, company")),
            ("supplier", _("We want to supply"), _("Maker, brand, wholesaler")),
        ],
    }
    return render(request, "gate/register.html", page)


@gate_screen("GET")
def waiting(request: Request, actor: Actor, token: str) -> HttpResponse:
    """How far the operator's review is; the address is told only to who registered."""
    try:
        market, registration = signing.loads(token, salt=SALT)
    except signing.BadSignature as fault:
        raise NotFound("registration") from fault
    applicant = visitor(UUID(hex=market))
    with acting(applicant):
        asked = own_registration(applicant, UUID(hex=registration))
    return render(request, "gate/waiting.html", {"asked": asked})


def _application(request: Request) -> Application:
    given = request.POST
    return Application(
        part=given.get("part", ""),
        region_code=code_of(given),
        storefront=request.storefront.key,
        **{name: given.get(name, "") for name in FIELDS},
    )
