"""Reporting a payment for an order: the seller's or the operator's finance then finds the money."""

from datetime import date
from decimal import Decimal

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from dinghuo.billing.actions.report_payment import PaymentRequest, report_payment
from dinghuo.billing.queries.payments import payments_of
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults, Invalid, NotFound
from dinghuo.foundation.money import Money
from dinghuo.ordering.queries.order import order as find_order
from dinghuo.web.buyer.typed import decimal_of
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

PERMISSION = "billing.report_payment"


@screen(door="buyer", permission=PERMISSION, methods=["GET", "POST"])
def pay(request: Request, actor: Actor, number: str) -> HttpResponse:
    """The form with what is still owed, and the report."""
    order = find_order(actor, number)
    if order.buyer_id != actor.organisation_id:
        raise NotFound(number)
    if request.method == "POST":
        payment = report_payment(actor, number, _read(request, order.currency))
        flash.say(
            request,
            _("%(number)s is reported. It counts once the money is found.") % {"number": payment.number},
        )
        return HttpResponseRedirect(reverse("buyer:order", args=[number]))
    known = payments_of(actor, order.id) if allows(actor, "billing.see_statements") else []
    reported = sum((each.amount for each in known if each.state == "reported"), Decimal(0))
    left = max(order.payable - order.paid - reported, Decimal(0))
    stored = {
        "amount": str(Money(left, order.currency)),
        "method": "transfer",
        "paid_on": localdate(now()),
    }
    context = {
        "order": order,
        "reported": reported,
        "form": Form.of(request, stored),
        "methods": methods(),
        "trail": [
            (reverse("buyer:orders"), _("Orders")),
            (reverse("buyer:order", args=[number]), number),
            ("", _("Report a payment")),
        ],
    }
    return render(request, "buyer/payment/page.html", context)


def methods() -> list[tuple[str, str]]:
    """How money travels."""
    return [
        ("transfer", _("Bank transfer")),
        ("cash", _("Cash")),
        ("cheque", _("Cheque")),
        ("online", _("Online")),
        ("other", _("Otherwise")),
    ]


def _read(request: Request, currency: str) -> PaymentRequest:
    faults = Faults()
    posted = request.POST
    amount = decimal_of(posted.get("amount", ""))
    if amount is None:
        faults.add("amount", "number", _("This is not an amount."))
    paid_on = None
    if text := posted.get("paid_on", "").strip():
        try:
            paid_on = date.fromisoformat(text)
        except ValueError:
            faults.add("paid_on", "malformed", _("Give a day, like 2026-12-03."))
    if amount is None or faults:
        raise Invalid(faults.found)
    return PaymentRequest(
        amount=amount,
        currency=currency,
        method=posted.get("method", ""),
        reference=posted.get("reference", ""),
        paid_on=paid_on,
        note=posted.get("note", "").strip(),
    )
