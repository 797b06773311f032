"""The buyer's company: its details, its addresses, its people, and where it stands with money."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.finance.queries.credit_for import credit_for
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.actions.addresses.delete_address import delete_address
from dinghuo.organisations.actions.addresses.save_address import save_address
from dinghuo.organisations.actions.market.save_organisation import save_organisation
from dinghuo.organisations.queries.addresses import address as find_address
from dinghuo.organisations.queries.addresses import addresses
from dinghuo.organisations.queries.organisations import organisation
from dinghuo.organisations.queries.people import members
from dinghuo.pricing.permissions import SEE_CONTRACTS, SEE_TAXES
from dinghuo.pricing.queries.taxes.exemptions import exemption, exemption_paper, exemptions
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.pdf import private_answer
from dinghuo.web.shared.regions import code_of, picked
from dinghuo.web.shared.screen import safe_next, screen
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.tax_words import exemption_state

DETAILS = ("name", "tax_number", "contact", "phone", "email")
FIELDS = ("label", "contact", "phone", "street", "postcode")
PEOPLE_SHOWN, EXEMPTIONS_SHOWN = 6, 12


@screen(door="buyer", methods=["GET", "POST"])
def company(request: Request, actor: Actor) -> HttpResponse:
    """The overview; its form writes the company's details."""
    if actor.organisation_id is None:
        raise NotFound("company")
    if request.method == "POST":
        posted = request.POST
        save_organisation(
            actor,
            actor.organisation_id,
            name=posted.get("name", ""),
            tax_number=posted.get("tax_number", ""),
            contact=posted.get("contact", ""),
            phone=posted.get("phone", ""),
            email=posted.get("email", ""),
        )
        flash.say(request, _("Saved."))
        return HttpResponseRedirect(reverse("buyer:account"))
    own = organisation(actor, actor.organisation_id)
    sees_people = allows(actor, "organisations.see_people")
    context = {
        "company": own,
        "form": Form.of(request, {name: getattr(own, name) for name in DETAILS}),
        "may_save": allows(actor, "organisations.save_organisation"),
        "sees_contracts": allows(actor, SEE_CONTRACTS),
        "exemptions": [
            (each, exemption_state(each)) for each in exemptions(actor, "buyer", limit=EXEMPTIONS_SHOWN).items
        ]
        if allows(actor, SEE_TAXES)
        else [],
        "may_code": allows(actor, "catalogue.save_customer_codes"),
        "addresses": addresses(actor),
        "may_address": allows(actor, "organisations.save_address"),
        "people": members(actor, actor.organisation_id, limit=PEOPLE_SHOWN).items if sees_people else [],
        "sees_people": sees_people,
        "credit": credit_for(actor, actor.organisation_id),
        "sees_money": allows(actor, "billing.see_statements"),
        "sends_papers": allows(actor, "catalogue.submit_qualification"),
    }
    return render(request, "buyer/company/page.html", context)


@screen(door="buyer", permission=SEE_TAXES)
def tax_exemption_paper(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """The certificate by which the company is exempt from a seller's tax."""
    if exemption(actor, key).row.buyer_id != actor.organisation_id:
        raise NotFound(str(key))
    return private_answer(*exemption_paper(actor, key))


@screen(door="buyer", permission="organisations.save_address", methods=["GET", "POST"])
def address(request: Request, actor: Actor, address_id: UUID | None = None) -> HttpResponse:
    """A form for a new address, or for one there is."""
    found = _own_address(actor, address_id) if address_id else None
    back = safe_next(request, request.POST.get("next", "") or request.GET.get("next", ""))
    if request.method == "POST" and "look" not in request.POST:
        posted = request.POST
        save_address(
            actor,
            actor.organisation_id,  # type: ignore[arg-type]  # who holds save_address belongs to a company
            **{name: posted.get(name, "") for name in FIELDS},
            region_code=code_of(posted),
            is_default=bool(posted.get("is_default")),
            address_id=address_id,
        )
        flash.say(request, _("The address is saved."))
        return HttpResponseRedirect(back or reverse("buyer:account"))
    stored: dict[str, Any] = {name: getattr(found, name) for name in (*FIELDS, "is_default")} if found else {}
    typed = request.POST if request.POST else None
    code = code_of(typed) if typed is not None else (found.region_code if found else "")
    context = {
        "address": found,
        "form": Form.of(request, stored),
        "regions": picked(code),
        "next": back,
        "trail": _trail(_("Address") if found else _("New address")),
    }
    return render(request, "buyer/company/address.html", context)


def _own_address(actor: Actor, address_id: UUID) -> Any:
    found = find_address(actor, address_id)
    if found.organisation_id != actor.organisation_id:
        raise NotFound(str(address_id))
    return found


@screen(door="buyer", permission="organisations.delete_address", methods=["POST"])
def remove_address(request: Request, actor: Actor, address_id: UUID) -> HttpResponse:
    """Take an address away; orders keep their copy of it."""
    _own_address(actor, address_id)
    delete_address(actor, address_id)
    flash.say(request, _("The address is taken away. Orders keep it as it was."))
    return HttpResponseRedirect(reverse("buyer:account"))


def _trail(words: str) -> list[tuple[str, str]]:
    return [(reverse("buyer:account"), _("Account")), ("", words)]
