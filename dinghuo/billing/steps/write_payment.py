"""Checks what somebody says about a payment, and writes it down as reported."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.billing.models import Payment
from dinghuo.billing.states import PaymentState, PaymentWay
from dinghuo.finance.steps.check_amount import check_amount
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.ordering.models import Order


@dataclass(frozen=True)
class PaymentRequest:
    """What was paid: an amount in the order's currency, how, with which reference of the bank's, and when."""

    amount: Decimal
    currency: str
    method: str = PaymentWay.TRANSFER
    reference: str = ""
    paid_on: date | None = None
    note: str = ""


def check_payment(order: Order, request: PaymentRequest) -> None:
    """Raise Invalid with every fault: the amount, another currency than the order's, the method, what is
    too long.
    """
    faults = Faults()
    check_amount(faults, "amount", request.amount, order.currency)
    if request.currency != order.currency:
        faults.add(
            "currency",
            "other",
            _("This order is paid in %(currency)s.") % {"currency": order.currency},
        )
    if request.method not in list(PaymentWay):
        faults.add("method", "unknown", _("Choose how it was paid."))
    for path, text, longest in (("reference", request.reference, 100), ("note", request.note, 300)):
        if len(text) > longest:
            faults.add(path, "too-long", _("This has at most %(longest)s characters.") % {"longest": longest})
    faults.raise_any()


def write_payment(actor: Actor, order: Order, request: PaymentRequest) -> Payment:
    """Write the payment down as reported. The caller holds the order's lock."""
    return Payment.objects.create(
        market_id=order.market_id,
        number=draw_numbers(order.market_id, "PY")[0],
        order=order,
        order_number=order.number,
        buyer_id=order.buyer_id,
        seller_id=order.seller_id,
        currency=order.currency,
        amount=request.amount,
        method=request.method,
        reference=request.reference.strip(),
        paid_on=request.paid_on,
        note=request.note,
        state=PaymentState.REPORTED,
        reported_by_id=actor.person_id,
        reported_by_name=actor.person_name,
    )


def same_payment(order: Order, request: PaymentRequest) -> Payment | None:
    """A payment of this order with the same reference and amount that wasn't refused: the same money, told
    again.
    """
    reference = request.reference.strip()
    if not reference:
        return None
    return (
        Payment.objects.filter(
            market_id=order.market_id, order=order, reference=reference, amount=request.amount
        )
        .exclude(state=PaymentState.REFUSED)
        .order_by("id")
        .first()
    )
