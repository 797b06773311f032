"""Companies: who there is, what they may, on which terms they buy."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.finance.actions.save_credit_line import save_credit_line
from dinghuo.finance.queries.credit_lines import credit_lines
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.members.actions.grant_level import grant_level
from dinghuo.members.queries.level_of import level_of
from dinghuo.members.queries.levels import levels
from dinghuo.ordering.queries.orders import OrderFilter, orders
from dinghuo.organisations.actions.market.change_status import change_status
from dinghuo.organisations.actions.market.create_organisation import create_organisation
from dinghuo.organisations.actions.market.save_organisation import save_organisation
from dinghuo.organisations.actions.storefronts.save_customer import save_customer
from dinghuo.organisations.queries.addresses import addresses
from dinghuo.organisations.queries.organisations import find_organisation, organisations
from dinghuo.organisations.queries.people import members, members_with
from dinghuo.organisations.queries.storefronts import customers_of, storefronts
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.order_words import SELLER, Words, state_of
from dinghuo.web.shared.regions import code_of, picked
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.tax_words import customer_tax_choices

SEE = "organisations.see_organisations"
PARTS = ("buyer", "supplier", "branch", "operator")
FACTS = ("name", "tax_number", "contact", "phone", "email", "note")


@dataclass(frozen=True)
class OrderRow:
    """One of the latest orders."""

    order: Any
    state: Words


@screen(door="operator", permission=SEE)
def organisations_list(request: Request, actor: Actor) -> HttpResponse:
    """All companies, by part and status."""
    listing = Listing.of(request, filters={"part": PARTS, "status": ["active", "blocked", "pending"]})
    page = organisations(
        actor, listing.search, listing["part"], listing["status"], after=listing.after or None
    )
    context = {"listing": listing, "page": page, "chips": _parts(listing["part"]), "all": not listing["part"]}
    return render(request, "operator/organisations/list.html", context)


@screen(door="operator", permission="organisations.create_organisation", methods=["GET", "POST"])
def new(request: Request, actor: Actor) -> HttpResponse:
    """Take a company in."""
    if request.method == "POST":
        given = request.POST
        made = create_organisation(
            actor,
            name=given.get("name", ""),
            parts=given.getlist("parts"),
            code=given.get("code", ""),
            tax_number=given.get("tax_number", ""),
            contact=given.get("contact", ""),
            phone=given.get("phone", ""),
            email=given.get("email", ""),
            region_code=code_of(given),
        )
        flash.say(request, _("%(company)s is in.") % {"company": made.name})
        return HttpResponseRedirect(reverse("operator:organisation", args=[made.code]))
    context = {
        "form": Form.of(request, {"parts": ["buyer"]}),
        "parts": _part_choices(),
        "regions": picked(code_of(request.POST)),
    }
    return render(request, "operator/organisations/new.html", context)


@screen(door="operator", permission=SEE)
def organisation(request: Request, actor: Actor, code: str) -> HttpResponse:
    """One company with its terms, credit, people and latest orders."""
    found = find_organisation(actor, code)
    buys = "buyer" in found.parts
    customer = next(iter(customers_of(actor, found.id)), None) if buys else None
    line = next(iter(credit_lines(actor, found.id, limit=1)), None) if buys else None
    latest = OrderFilter(buyer_id=found.id) if buys else OrderFilter(seller_id=found.id)
    stored = {name: getattr(found, name) for name in FACTS} | {
        "storefront": str(customer.storefront_id) if customer else "",
        "representative": str(customer.representative_id or "") if customer else "",
        "payment_term_days": str(customer.payment_term_days) if customer else "30",
        "shown_tax": customer.shown_tax if customer else "",
        "level": str(level_of(actor, found.id) or ""),
        "credit_limit": plain(line.credit_limit) if line else "",
        "term_days": str(line.term_days) if line else "30",
        "overdue_days": "" if line is None or line.overdue_days is None else str(line.overdue_days),
    }
    context = {
        "company": found,
        "trail": [(reverse("operator:organisations"), _("Companies")), ("", found.code)],
        "buys": buys,
        "shown_taxes": customer_tax_choices(),
        "line": line,
        "form": Form.of(request, stored),
        "regions": picked(code_of(request.POST) or found.region_code),
        "storefronts": [(str(row.id), str(row)) for row in storefronts(actor)],
        "representatives": _representatives(actor),
        "levels": [(str(level.id), translated(level.name, level.names)) for level in levels(actor)],
        "people": members(actor, found.id, limit=8).items,
        "addresses": addresses(actor, found.id),
        "orders": [OrderRow(row, state_of(row, SELLER)) for row in orders(actor, latest, limit=8).items],
        "may": {
            name: allows(actor, f"organisations.{name}")
            for name in ("save_organisation", "change_status", "save_customer")
        }
        | {
            "credit": allows(actor, "finance.save_credit_line"),
            "save_customer_codes": allows(actor, "catalogue.save_customer_codes"),
        },
    }
    return render(request, "operator/organisations/organisation.html", context)


@screen(door="operator", permission="organisations.save_organisation", methods=["POST"], again=organisation)
def facts(request: Request, actor: Actor, code: str) -> HttpResponse:
    """Correct what is known of the company."""
    found = find_organisation(actor, code)
    given = request.POST
    save_organisation(
        actor,
        found.id,
        name=given.get("name", ""),
        names=found.names,
        tax_number=given.get("tax_number", ""),
        contact=given.get("contact", ""),
        phone=given.get("phone", ""),
        email=given.get("email", ""),
        note=given.get("note", ""),
        region_code=code_of(given) if actor.scope == "market" else None,
    )
    flash.say(request, _("Saved."))
    return _back(code)


@screen(door="operator", permission="organisations.change_status", methods=["POST"], again=organisation)
def status(request: Request, actor: Actor, code: str) -> HttpResponse:
    """Block the company, or let it trade again."""
    found = find_organisation(actor, code)
    wanted = "active" if request.POST.get("status") == "active" else "blocked"
    change_status(actor, found.id, wanted, request.POST.get("why", ""))
    flash.say(request, _("Done."))
    return _back(code)


@screen(door="operator", permission="organisations.save_customer", methods=["POST"], again=organisation)
def terms(request: Request, actor: Actor, code: str) -> HttpResponse:
    """In which storefront it orders, who looks after it, when it pays, which level it has."""
    found = find_organisation(actor, code)
    faults = Faults()
    storefront = _key(request, faults, "storefront", needed=True)
    representative = _key(request, faults, "representative")
    level = _key(request, faults, "level")
    days = _days(request, faults, "payment_term_days")
    faults.raise_any()
    if storefront is not None:
        shown = request.POST.get("shown_tax", "")
        save_customer(actor, found.id, storefront, representative, days, shown)
    if level != level_of(actor, found.id):
        grant_level(actor, found.id, level, reason=request.POST.get("why", ""))
    flash.say(request, _("The terms are saved; they count for the next order."))
    return _back(code)


@screen(door="operator", permission="finance.save_credit_line", methods=["POST"], again=organisation)
def credit(request: Request, actor: Actor, code: str) -> HttpResponse:
    """How much it may owe the house, and for how long."""
    found = find_organisation(actor, code)
    faults = Faults()
    days = _days(request, faults, "term_days")
    blocks = _days(request, faults, "overdue_days") if request.POST.get("overdue_days", "").strip() else None
    limit = Decimal(0)
    try:
        limit = Decimal(request.POST.get("credit_limit", "").strip())
    except InvalidOperation:
        faults.add("credit_limit", "malformed", _("An amount, such as 50000."))
    faults.raise_any()
    currency = request.market.currency if request.market else "CNY"
    save_credit_line(actor, found.id, currency, limit, days, overdue_days=blocks)
    flash.say(request, _("The credit line is saved."))
    return _back(code)


def _back(code: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("operator:organisation", args=[code]))


def _part_choices() -> list[tuple[str, str, str]]:
    words = {
        "buyer": _("buys"),
        "supplier": _("supplies"),
        "branch": _("is a branch"),
        "operator": _("runs the market"),
    }
    return [(part, words[part], "") for part in PARTS]


def _parts(chosen: str) -> list[tuple[str, str, bool]]:
    words = {
        "buyer": _("Buyers"),
        "supplier": _("Suppliers"),
        "branch": _("Branches"),
        "operator": _("The house"),
    }
    return [(part, words[part], part == chosen) for part in PARTS]


def _representatives(actor: Actor) -> list[tuple[str, str]]:
    if actor.organisation_id is None:
        return []
    found = members_with(actor.organisation_id, "ordering.place_for_customer")
    return [(str(person.id), person.name) for person in found]


def _key(request: Request, faults: Faults, name: str, needed: bool = False) -> UUID | None:
    text = request.POST.get(name, "")
    if not text:
        if needed:
            faults.add(name, "required", _("Choose one."))
        return None
    try:
        return UUID(text)
    except ValueError:
        faults.add(name, "unknown", _("Choose one of these."))
        return None


def _days(request: Request, faults: Faults, name: str) -> int:
    text = request.POST.get(name, "").strip() or "0"
    if not text.isdecimal() or len(text) > 3:
        faults.add(name, "malformed", _("A number of days, 0 to 999."))
        return 0
    return int(text)
