"""Puts a payment into the words of its events."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dinghuo.billing.events import OrderEvent, PaymentReceived
from dinghuo.billing.models import Payment
from dinghuo.foundation.money import round_amount


def payment_event(kind: type[OrderEvent], payment: Payment, **more: Any) -> OrderEvent:
    """An event of this kind about the payment."""
    return kind(
        payment.order_id,
        payment.order_number,
        (payment.buyer_id, payment.seller_id),
        {
            "payment": payment.number,
            "payment_id": str(payment.id),
            "amount": str(round_amount(payment.amount, payment.currency)),
            "currency": payment.currency,
            "method": payment.method,
            "reference": payment.reference,
            **more,
        },
    )


def received_event(payment: Payment, allocated: Mapping[str, Decimal]) -> OrderEvent:
    """The news that the money was found, and which invoices it paid."""
    told = {number: str(round_amount(part, payment.currency)) for number, part in allocated.items()}
    return payment_event(PaymentReceived, payment, allocated=told)
