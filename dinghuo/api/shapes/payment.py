"""Payments and invoices as the API tells them."""

from datetime import date
from typing import Any

from pydantic import Field

from dinghuo.api.render import day, instant, money
from dinghuo.api.shapes.answer import Answer, DayText, DecimalText, InstantText
from dinghuo.foundation.quantity import plain


class AllocationAnswer(Answer):
    """What a payment paid of an invoice."""

    invoice: str
    amount: DecimalText


class PaymentAnswer(Answer):
    """Money for an order. It counts once it is received."""

    number: str
    order: str
    state: str = Field(description="reported, received or refused.")
    amount: DecimalText
    currency: str
    method: str
    reference: str
    paid_on: DayText | None
    note: str
    reported_at: InstantText
    reported_by: str
    decided_at: InstantText | None
    decided_by: str
    reason: str = Field(description="Why it was refused.")
    allocations: list[AllocationAnswer] = Field(
        description="The invoices that it paid; the rest is kept ahead."
    )


class PaymentsAnswer(Answer):
    """The payments for an order, oldest first."""

    items: list[PaymentAnswer]
    next: None = None


class InvoicedLineAnswer(Answer):
    """Accepted units of an order line, in base units, and what they cost."""

    line: int
    sku: str
    unit: str = Field(description="The base unit.")
    quantity: DecimalText
    extended: DecimalText
    discount: DecimalText
    tax_rate: DecimalText
    tax: DecimalText
    total: DecimalText


class InvoiceAnswer(Answer):
    """What a buyer owes for what it accepted."""

    number: str
    order: str
    receipt: str
    shipment: str
    state: str = Field(description="open, partly_paid or paid.")
    currency: str
    extended: DecimalText
    discount: DecimalText
    freight: DecimalText
    fee: DecimalText = Field(
        description="The order's fee for being small, tax included, on its first invoice."
    )
    tax: DecimalText
    total: DecimalText
    paid: DecimalText
    issued_on: DayText
    due_on: DayText
    is_overdue: bool
    lines: list[InvoicedLineAnswer]


class InvoicesAnswer(Answer):
    """The invoices of an order, oldest first."""

    items: list[InvoiceAnswer]
    next: None = None


def payment_shape(payment: Any) -> dict[str, Any]:
    """A payment with its allocations loaded."""
    currency = payment.currency
    return {
        "number": payment.number,
        "order": payment.order_number,
        "state": payment.state,
        "amount": money(payment.amount, currency),
        "currency": currency,
        "method": payment.method,
        "reference": payment.reference,
        "paid_on": day(payment.paid_on),
        "note": payment.note,
        "reported_at": instant(payment.reported_at),
        "reported_by": payment.reported_by_name,
        "decided_at": instant(payment.decided_at),
        "decided_by": payment.decided_by_name,
        "reason": payment.reason,
        "allocations": [
            {"invoice": each.invoice.number, "amount": money(each.amount, currency)}
            for each in payment.allocations.all()
        ],
    }


def invoice_shape(invoice: Any, today: date) -> dict[str, Any]:
    """An invoice with its lines loaded."""
    currency = invoice.currency
    amounts = ("extended", "discount", "freight", "fee", "tax", "total")
    return {
        "number": invoice.number,
        "order": invoice.order_number,
        "receipt": invoice.receipt_number,
        "shipment": invoice.shipment_number,
        "state": invoice.state,
        "currency": currency,
        **{name: money(getattr(invoice, name), currency) for name in amounts},
        "paid": money(invoice.allocated, currency),
        "issued_on": day(invoice.issued_on),
        "due_on": day(invoice.due_on),
        "is_overdue": invoice.is_overdue(today),
        "lines": [_line(line, currency) for line in invoice.lines.all()],
    }


def _line(line: Any, currency: str) -> dict[str, Any]:
    return {
        "line": line.position,
        "sku": line.order_line.sku,
        "unit": line.order_line.base_unit,
        "quantity": plain(line.quantity),
        "extended": money(line.extended, currency),
        "discount": money(line.discount, currency),
        "tax_rate": plain(line.tax_rate),
        "tax": money(line.tax, currency),
        "total": money(line.total, currency),
    }
