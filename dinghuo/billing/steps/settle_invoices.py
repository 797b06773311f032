"""Pays an order's invoices from what is in hand for it, the oldest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dinghuo.billing.models import Allocation, Invoice, Payment
from dinghuo.billing.rules.allocation import allocate
from dinghuo.billing.steps.report_due import report_due
from dinghuo.finance.queries.prepaid_balances import advance_of
from dinghuo.finance.steps.advance.apply_advance import apply_advance
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.ordering.models import Order


@dataclass(frozen=True)
class Settled:
    """What was paid of which invoice (by number), and what all of the order's invoices leave unpaid."""

    allocated: Mapping[str, Decimal]
    unpaid: Decimal


def settle_invoices(
    actor: Actor, order: Order, document: Document, payment: Payment | None = None
) -> Settled:
    """Allocate the order's advance to its unpaid invoices and post it, in a constant number of statements.

    `document` is what brought it about: a payment, or an invoice that finds money waiting; one of them
    settles once. The caller holds the order's lock, under which alone invoices are paid.
    """
    invoices = list(
        Invoice.objects.filter(market_id=order.market_id, order=order).order_by("issued_at", "id")
    )
    parts = allocate(advance_of(actor, order.id), [invoice.open_amount for invoice in invoices])
    paid = [(invoice, part) for invoice, part in zip(invoices, parts, strict=True) if part]
    if paid:
        for invoice, part in paid:
            invoice.allocated += part
        Invoice.objects.bulk_update([invoice for invoice, _ in paid], ["allocated"])
        Allocation.objects.bulk_create(
            Allocation(
                market_id=order.market_id,
                invoice=invoice,
                payment=payment,
                buyer_id=order.buyer_id,
                seller_id=order.seller_id,
                amount=part,
            )
            for invoice, part in paid
        )
        apply_advance(
            actor,
            document,
            Document("order", order.id, order.number),
            order.seller_id,
            order.buyer_id,
            order.currency,
            sum((part for _, part in paid), Decimal(0)),
        )
    report_due(actor, order)
    return Settled(
        {invoice.number: part for invoice, part in paid},
        sum((invoice.open_amount for invoice in invoices), Decimal(0)),
    )
