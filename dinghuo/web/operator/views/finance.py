"""Money: payments to claim, who owes what, credit lines, the trial balance."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.billing.actions.claim_payment import claim_payment
from dinghuo.billing.actions.refuse_payment import refuse_payment
from dinghuo.billing.queries.overdue import owed
from dinghuo.billing.queries.payments import payments
from dinghuo.finance.queries.credit_lines import credit_lines
from dinghuo.finance.queries.trial_balance import trial_balance
from dinghuo.finance.queries.verify_ledger import verify_ledger
from dinghuo.foundation.actor import Actor, allows
from dinghuo.web.operator.ledger_words import account_words, fault_words
from dinghuo.web.shared import flash
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

STATES = ("reported", "received", "refused")


@screen(door="operator", permission="billing.see_statements")
def payments_list(request: Request, actor: Actor) -> HttpResponse:
    """What buyers say they have paid, to be found in the bank; and what was found."""
    listing = Listing.of(request, filters={"state": STATES})
    words = {"reported": _("To claim"), "received": _("Money received"), "refused": _("Not found")}
    context = {
        "listing": listing,
        "page": payments(actor, listing["state"], search=listing.search, after=listing.after or None),
        "chips": [(key, words[key], key == listing["state"]) for key in STATES],
        "all_chosen": not listing["state"],
        "may_claim": allows(actor, "billing.claim_payment"),
    }
    return render(request, "operator/finance/payments.html", context)


@screen(door="operator", permission="billing.claim_payment", methods=["POST"])
def claim(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Say that the money has been found."""
    claim_payment(actor, number)
    flash.say(request, _("%(number)s is received, and pays what is due first.") % {"number": number})
    return HttpResponseRedirect(reverse("operator:payments") + "?state=reported")


@screen(door="operator", permission="billing.refuse_payment", methods=["POST"])
def refuse(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Say that the money was not found."""
    refuse_payment(actor, number, request.POST.get("reason", ""))
    flash.say(request, _("The buyer is told that %(number)s was not found.") % {"number": number})
    return HttpResponseRedirect(reverse("operator:payments") + "?state=reported")


@screen(door="operator", permission="billing.see_statements")
def receivables(request: Request, actor: Actor) -> HttpResponse:
    """Who owes whom, the most overdue first."""
    listing = Listing.of(request, filters={"need": ["overdue"]})
    rows = owed(actor, overdue_only=listing["need"] == "overdue")
    return render(
        request,
        "operator/finance/receivables.html",
        {"rows": rows, "listing": listing, "all_chosen": not listing["need"]},
    )


@screen(door="operator", permission="finance.see_credit")
def credit(request: Request, actor: Actor) -> HttpResponse:
    """Credit lines with what is used of them."""
    return render(request, "operator/finance/credit.html", {"lines": credit_lines(actor)})


@screen(door="operator", permission="finance.see_ledger")
def ledger(request: Request, actor: Actor) -> HttpResponse:
    """The trial balance, and whether the books are right."""
    balance = trial_balance(actor)
    sums = balance.by_kind()
    listing = Listing.of(request, filters={"account": [each.kind for each in sums] or ["none"]})
    kind = listing["account"]
    page = balance.page(kind, listing.search, listing.after or None)
    context = {
        "listing": listing,
        "balance": balance,
        "sums": [(each, account_words(each.kind), each.kind == kind) for each in sums],
        "chosen": account_words(kind) if kind else "",
        "page": page,
        "accounts": [(each, each.name or account_words(each.kind)) for each in page.items],
        "faults": [fault_words(fault) for fault in verify_ledger(actor)],
    }
    return render(request, "operator/finance/ledger.html", context)
