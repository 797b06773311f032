"""The branch's customers: who they are, on which terms they buy, what they owe."""

from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.billing.queries.overdue import owed
from dinghuo.finance.actions.save_credit_line import save_credit_line
from dinghuo.finance.queries.credit_lines import credit_lines
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.members.actions.grant_level import grant_level
from dinghuo.members.permissions import GRANT_LEVEL, SEE_LEVELS
from dinghuo.members.queries.level_of import level_of
from dinghuo.members.queries.levels import levels
from dinghuo.members.queries.levels_of import levels_of
from dinghuo.ordering.queries.orders import OrderFilter, orders
from dinghuo.organisations.actions.storefronts.save_customer import save_customer
from dinghuo.organisations.queries.organisations import find_organisation
from dinghuo.organisations.queries.own import own_organisation_id
from dinghuo.organisations.queries.people import members_with
from dinghuo.organisations.queries.storefronts import customers, customers_of
from dinghuo.web.selling.views.orders import rows_of
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.tax_words import customer_tax_choices

SEE_CREDIT = "finance.see_credit"
SAVE_CREDIT = "finance.save_credit_line"
LAST_ORDERS = 8


def customers_list(request: Request, actor: Actor) -> HttpResponse:
    """The customers of the branch's storefronts, by name."""
    listing = Listing.of(request)
    page = customers(actor, listing.search, after=listing.after or None)
    ids = [customer.buyer_id for customer in page.items]
    credit = {line.debtor_id: line for line in _lines(actor, ids)} if allows(actor, SEE_CREDIT) else {}
    level = levels_of(actor, ids) if allows(actor, SEE_LEVELS) else {}
    rows = [(each, level.get(each.buyer_id), credit.get(each.buyer_id)) for each in page.items]
    return render(request, "branch/customers.html", {"listing": listing, "page": page, "rows": rows})


def _lines(actor: Actor, debtor_ids: list[UUID]) -> list[Any]:
    """The branch's own credit lines; those of the operator aren't its to change."""
    found = credit_lines(actor, debtor_ids=debtor_ids, limit=2 * len(debtor_ids) + 1)
    return [line for line in found if line.creditor_id == actor.organisation_id]


def _customer(actor: Actor, code: str) -> tuple[Any, Any]:
    """The company and the terms on which it is a customer of the branch. Raises NotFound."""
    company = find_organisation(actor, code)
    terms = customers_of(actor, company.id)
    if not terms:
        raise NotFound(code)
    return company, terms[0]


def customer(request: Request, actor: Actor, code: str) -> HttpResponse:
    """One customer: terms, credit, what is owed, the last orders."""
    company, terms = _customer(actor, code)
    sees_credit, sees_levels = allows(actor, SEE_CREDIT), allows(actor, SEE_LEVELS)
    line = next(iter(_lines(actor, [company.id])), None) if sees_credit else None
    stored = {
        "representative": str(terms.representative_id or ""),
        "payment_term_days": terms.payment_term_days,
        "shown_tax": terms.shown_tax,
        "level": str(level_of(actor, company.id) or ""),
        "credit_limit": plain(line.credit_limit) if line else "",
        "term_days": line.term_days if line else terms.payment_term_days,
        "overdue_days": line.overdue_days if line else None,
    }
    sold = OrderFilter(side="seller", buyer_id=company.id)
    context = {
        "company": company,
        "terms": terms,
        "line": line,
        "owing": [each for each in owed(actor) if each.buyer_id == company.id]
        if allows(actor, "billing.see_statements")
        else [],
        "rows": rows_of(orders(actor, sold, limit=LAST_ORDERS).items),
        "representatives": [(str(each.id), each.name) for each in _representatives(actor)],
        "levels": [(str(each.id), translated(each.name, each.names)) for each in levels(actor)]
        if sees_levels
        else [],
        "shown_taxes": customer_tax_choices(),
        "form": Form.of(request, stored),
        "may_save": allows(actor, "organisations.save_customer"),
        "may_grant": sees_levels and allows(actor, GRANT_LEVEL),
        "may_credit": sees_credit and allows(actor, SAVE_CREDIT),
        "sees_credit": sees_credit,
        "trail": [(reverse("branch:customers"), _("Customers")), ("", company.code)],
    }
    return render(request, "branch/customer.html", context)


def _representatives(actor: Actor) -> list[Any]:
    return members_with(own_organisation_id(actor), "ordering.place_for_customer")


def save_terms(request: Request, actor: Actor, code: str) -> HttpResponse:
    """Who looks after the customer, when it pays, which level it has."""
    company, terms = _customer(actor, code)
    faults = Faults()
    days = request.POST.get("payment_term_days", "").strip()
    if not days.isdecimal() or len(days) > 4:
        faults.add("payment_term_days", "number", _("Give whole days."))
    representative = _chosen(request, "representative", faults)
    level = _chosen(request, "level", faults)
    faults.raise_any()
    shown = request.POST.get("shown_tax")
    save_customer(actor, company.id, terms.storefront_id, representative, int(days), shown)
    if "level" in request.POST and level != level_of(actor, company.id):
        grant_level(actor, company.id, level)
    flash.say(request, _("The terms are saved. They count for orders from now on."))
    return HttpResponseRedirect(reverse("branch:customer", args=[code]))


def _chosen(request: Request, name: str, faults: Faults) -> UUID | None:
    text = request.POST.get(name, "").strip()
    try:
        return UUID(text) if text else None
    except ValueError:
        faults.add(name, "unknown", _("Choose one of the list."))
        return None


def save_credit(request: Request, actor: Actor, code: str) -> HttpResponse:
    """How much the customer may owe the branch, and how long."""
    company, _terms = _customer(actor, code)
    faults = Faults()
    try:
        limit = Decimal(request.POST.get("credit_limit", "").strip().replace(",", ""))
    except InvalidOperation:
        limit = Decimal(0)
        faults.add("credit_limit", "number", _("This is no amount."))
    days = request.POST.get("term_days", "").strip()
    if not days.isdecimal() or len(days) > 4:
        faults.add("term_days", "number", _("Give whole days."))
    overdue = request.POST.get("overdue_days", "").strip()
    if overdue and (not overdue.isdecimal() or len(overdue) > 4):
        faults.add("overdue_days", "number", _("Give whole days."))
    faults.raise_any()
    currency = request.market.currency if request.market else "CNY"
    blocks = int(overdue) if overdue else None
    save_credit_line(actor, company.id, currency, limit, int(days), overdue_days=blocks)
    flash.say(request, _("The credit line is saved."))
    return HttpResponseRedirect(reverse("branch:customer", args=[code]))
