"""Companies that want to join: looked at, approved with their terms, or refused with a reason."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.organisations.actions.registrations.approve_registration import approve_registration
from dinghuo.organisations.actions.registrations.refuse_registration import refuse_registration
from dinghuo.organisations.queries.organisations import organisations
from dinghuo.organisations.queries.registrations import registration as find_registration
from dinghuo.organisations.queries.registrations import registrations
from dinghuo.organisations.queries.storefronts import storefronts
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

SEE = "organisations.see_registrations"
STATES = ("pending", "approved", "refused")


@screen(door="operator", permission=SEE)
def registrations_list(request: Request, actor: Actor) -> HttpResponse:
    """Those that wait, unless others are asked for."""
    listing = Listing.of(request, filters={"state": STATES})
    state = listing["state"] or "pending"
    page = registrations(actor, state, listing.after or None)
    words = {"pending": _("To decide"), "approved": _("Admitted"), "refused": _("Not admitted")}
    context = {"page": page, "chips": [(key, words[key], key == state) for key in STATES]}
    return render(request, "operator/registrations/list.html", context)


@screen(door="operator", permission=SEE, methods=["GET", "POST"])
def registration(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """What the company says of itself, who it might be already, and the terms to let it in on."""
    asked = find_registration(actor, key)
    if request.method == "POST":
        approve_registration(
            actor,
            key,
            code=request.POST.get("code", ""),
            storefront_id=_storefront(request),
            payment_term_days=_days(request),
        )
        flash.say(request, _("%(company)s is in. It has been told.") % {"company": asked.company})
        return HttpResponseRedirect(reverse("operator:registrations"))
    stored = {"storefront": str(asked.storefront_id or ""), "payment_term_days": "0"}
    context = {
        "asked": asked,
        "alike": organisations(actor, search=asked.company.split()[0][:4], limit=5).items,
        "form": Form.of(request, stored),
        "storefronts": [(str(row.id), str(row)) for row in storefronts(actor)],
    }
    return render(request, "operator/registrations/registration.html", context)


@screen(door="operator", permission=SEE, methods=["POST"], again=registration)
def refuse(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """Refuse it, and say why."""
    refuse_registration(actor, key, request.POST.get("reason", ""))
    flash.say(request, _("The company is told why it can’t join."))
    return HttpResponseRedirect(reverse("operator:registrations"))


def _storefront(request: Request) -> UUID | None:
    try:
        return UUID(request.POST["storefront"]) if request.POST.get("storefront") else None
    except ValueError as unknown:
        raise Invalid([Fault("storefront", "unknown", _("Choose one of the storefronts."))]) from unknown


def _days(request: Request) -> int:
    text = request.POST.get("payment_term_days", "") or "0"
    if not text.isdecimal() or len(text) > 3:
        raise Invalid([Fault("payment_term_days", "malformed", _("A number of days, 0 to 999."))])
    return int(text)
