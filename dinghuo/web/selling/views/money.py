"""Money: invoices, payments to claim, and the statements of a month."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from dinghuo.billing.actions.claim_payment import claim_payment
from dinghuo.billing.actions.refuse_payment import refuse_payment
from dinghuo.billing.queries.invoices import invoice as find_invoice
from dinghuo.billing.queries.invoices import invoices
from dinghuo.billing.queries.overdue import owed
from dinghuo.billing.queries.payments import count_to_claim, payments
from dinghuo.billing.queries.payments import payment as find_payment
from dinghuo.billing.queries.statements import statements
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.queries.today import today
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.money_words import entry_words, invoice_state, payment_state
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.sum_words import told_invoice

MONTHS = 12
STATES = ("reported", "received", "refused")


def money(request: Request, actor: Actor) -> HttpResponse:
    """The invoices the house has issued, and what of them is open."""
    listing = Listing.of(request, filters={"need": ("pay", "overdue")})
    page = invoices(
        actor, need=listing["need"], side="seller", search=listing.search, after=listing.after or None
    )
    day = today(actor)
    owing = [each for each in owed(actor) if each.seller_id == actor.organisation_id]
    context = _tabs(actor) | {
        "tab": "invoices",
        "export": "invoices",
        "listing": listing,
        "need": listing["need"],
        "open": listing["need"] == "pay",
        "overdue": listing["need"] == "overdue",
        "all": not listing["need"],
        "page": page,
        "rows": [(each, invoice_state(each, day)) for each in page.items],
        "owing": owing,
    }
    return render(request, "selling/money/invoices.html", context)


def invoice(request: Request, actor: Actor, number: str) -> HttpResponse:
    """One invoice: its lines and what paid it."""
    found = find_invoice(actor, number)
    if found.seller_id != actor.organisation_id:
        raise NotFound(number)
    context = {
        "invoice": found,
        "sums": told_invoice(found),
        "state": invoice_state(found, today(actor)),
        "trail": [(here(request, "money"), _("Money")), ("", number)],
    }
    return render(request, "selling/money/invoice.html", context)


def payments_list(request: Request, actor: Actor) -> HttpResponse:
    """The payments buyers report; those to claim first asked for."""
    listing = Listing.of(request, filters={"state": STATES})
    page = payments(
        actor, state=listing["state"], side="seller", search=listing.search, after=listing.after or None
    )
    words = {"reported": _("To claim"), "received": _("Money received"), "refused": _("Not found")}
    context = _tabs(actor) | {
        "tab": "payments",
        "export": "payments",
        "listing": listing,
        "page": page,
        "rows": [(each, payment_state(each)) for each in page.items],
        "chips": [(key, words[key], listing["state"] == key) for key in STATES],
        "all": not listing["state"],
        "form": Form.of(request),
        "may_claim": allows(actor, "billing.claim_payment"),
        "may_refuse": allows(actor, "billing.refuse_payment"),
    }
    return render(request, "selling/money/payments.html", context)


def _tabs(actor: Actor) -> dict[str, Any]:
    return {"to_claim": count_to_claim(actor) or None, "sees_credit": allows(actor, "finance.see_credit")}


def decide_payment(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Count a reported payment as received, or say that it isn't there."""
    if find_payment(actor, number).seller_id != actor.organisation_id:
        raise NotFound(number)
    if request.POST.get("decision") == "refuse":
        refuse_payment(actor, number, request.POST.get("reason", ""))
        flash.say(request, _("%(number)s is sent back. The buyer is told why.") % {"number": number})
    else:
        claim_payment(actor, number)
        flash.say(request, _("%(number)s is received and pays what is open.") % {"number": number})
    return HttpResponseRedirect(f"{here(request, 'payments')}?state=reported")


def statement(request: Request, actor: Actor) -> HttpResponse:
    """What each buyer owed, bought and paid in a month; with `buyer` the entries of one."""
    months = _months()
    listing = Listing.of(request, filters={"month": [key for key, _words in months], "buyer": []})
    period = listing["month"] or months[0][0]
    found = [each for each in statements(actor, period) if each.seller.id == actor.organisation_id]
    chosen = [each for each in found if each.buyer.code == listing["buyer"]]
    context = _tabs(actor) | {
        "tab": "statement",
        "months": months,
        "period": period,
        "buyer": listing["buyer"],
        "statements": found,
        "chosen": [
            (each, [(line, entry_words(line.document_kind, line.charge)) for line in each.lines])
            for each in chosen
        ],
    }
    return render(request, "selling/money/statement.html", context)


def _months() -> list[tuple[str, str]]:
    """The last months, this one first."""
    first = timezone.localdate().replace(day=1)
    found = []
    for _month in range(MONTHS):
        key = f"{first:%Y-%m}"
        found.append((key, key))
        first = (first - timedelta(days=1)).replace(day=1)
    return found
