"""Where the buyer stands with money: credit, what is open and overdue, invoices and the month's statements."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from dinghuo.billing.queries.invoices import invoice, invoices
from dinghuo.billing.queries.overdue import owed
from dinghuo.billing.queries.payments import payments
from dinghuo.billing.queries.statements import statements
from dinghuo.finance.queries.credit_for import credit_for
from dinghuo.finance.queries.prepaid_balances import prepaid_balances
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.queries.today import today
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.order_words import Words
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.sum_words import told_invoice

SEE = "billing.see_statements"
MONTHS = 12
PAYMENTS_SHOWN = 8


@screen(door="buyer", permission=SEE)
def money(request: Request, actor: Actor) -> HttpResponse:
    """Credit, what is owed to whom, and the last payments."""
    own = actor.organisation_id
    sees_credit = allows(actor, "finance.see_credit")
    context = {
        "credit": credit_for(actor, own) if own else [],
        "prepaid": prepaid_balances(actor, own) if sees_credit else [],
        "owed": [each for each in owed(actor) if each.buyer_id == own],
        "payments": payments(actor, side="buyer", limit=PAYMENTS_SHOWN).items,
        "months": _months(),
        "trail": _trail(_("Money")),
    }
    return render(request, "buyer/money/page.html", context)


@screen(door="buyer", permission=SEE)
def invoices_list(request: Request, actor: Actor) -> HttpResponse:
    """Invoices, newest first; those to pay and those overdue by a tap."""
    listing = Listing.of(request, filters={"need": ["pay", "overdue"]})
    page = invoices(
        actor, need=listing["need"], side="buyer", search=listing.search, after=listing.after or None
    )
    day = today(actor)
    context = {
        "listing": listing,
        "page": page,
        "rows": [(each, invoice_words(each, day)) for each in page.items],
        "chips": [("", _("All")), ("pay", _("To pay")), ("overdue", _("Overdue"))],
        "trail": [*_trail(_("Money"))[:1], (reverse("buyer:money"), _("Money")), ("", _("Invoices"))],
    }
    return render(request, "buyer/money/invoices.html", context)


@screen(door="buyer", permission=SEE)
def invoice_page(request: Request, actor: Actor, number: str) -> HttpResponse:
    """One invoice with its lines and what has been paid of it."""
    found = invoice(actor, number)
    if found.buyer_id != actor.organisation_id:
        raise NotFound(number)
    context = {
        "invoice": found,
        "sums": told_invoice(found),
        "lines": found.lines.all(),
        "state": invoice_words(found, today(actor)),
        "may_pay": allows(actor, "billing.report_payment"),
        "trail": [
            (reverse("buyer:money"), _("Money")),
            (reverse("buyer:invoices"), _("Invoices")),
            ("", number),
        ],
    }
    return render(request, "buyer/money/invoice.html", context)


@screen(door="buyer", permission=SEE)
def statement(request: Request, actor: Actor) -> HttpResponse:
    """The statements of a month, one for each seller."""
    months = _months()
    period = request.GET.get("period", "")
    known = [key for key, _words in months]
    period = period if period in known else known[0]
    found = [each for each in statements(actor, period) if each.buyer.id == actor.organisation_id]
    context = {
        "statements": found,
        "period": period,
        "months": months,
        "trail": [*_trail(_("Money"))[:1], (reverse("buyer:money"), _("Money")), ("", _("Statements"))],
    }
    return render(request, "buyer/money/statements.html", context)


def invoice_words(found: Any, day: date) -> Words:
    """The state of an invoice as its buyer reads it."""
    if found.open_amount <= 0:
        return Words("done", _("Paid"))
    if found.is_overdue(day):
        return Words("needs-you", _("Overdue"))
    return Words("part", _("Paid in part")) if found.allocated else Words("waiting", _("To pay"))


def _months() -> list[tuple[str, str]]:
    """The last months as (2026-11, 2026-11), this one first."""
    day = localdate(now())
    months = []
    year, month = day.year, day.month
    for _place in range(MONTHS):
        months.append((f"{year}-{month:02}", f"{year}-{month:02}"))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return months


def _trail(words: str) -> list[tuple[str, str]]:
    return [(reverse("buyer:account"), _("Account")), ("", words)]
