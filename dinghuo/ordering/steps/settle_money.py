"""Brings the credit that an order uses, and the money paid ahead for it, in step with what is left of it."""

from collections.abc import Sequence
from decimal import Decimal

from dinghuo.finance.queries.prepaid_balances import advance_of
from dinghuo.finance.rules.exposure import Buckets, exposure
from dinghuo.finance.steps.credit.align_credit import align_credit
from dinghuo.finance.steps.prepaid.draw_prepaid import draw_prepaid
from dinghuo.finance.steps.prepaid.refund_prepaid import refund_prepaid
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.states import PaymentMethod
from dinghuo.ordering.steps.settle_lines import settle_order
from dinghuo.ordering.steps.value_lines import line_use


def settle_money(
    actor: Actor, order: Order, lines: Sequence[OrderLine], unpaid_invoices: Decimal | None = None
) -> None:
    """Align the credit held with the lines' quantities, and give back what was paid for units that won't come.

    Called after the lines are settled, by whatever changed them. `unpaid_invoices` None leaves the invoiced part as it
    is. What is given back goes to the buyer's prepaid balance with the seller, and what a change of a prepaid order
    makes it cost more is taken from there. Raises CreditExceeded and PrepaidShort only if more is needed than before.
    """
    document = Document("order", order.id, order.number)
    if order.payment_method == PaymentMethod.CREDIT:
        align_credit(
            actor,
            document,
            credit_use(order, lines, unpaid_invoices or Decimal(0)),
            keep_invoiced=unpaid_invoices is None,
        )
    surplus = order.paid - order.payable
    if surplus > 0:
        surplus = min(surplus, advance_of(actor, order.id))
        refund_prepaid(actor, document, order.seller_id, order.buyer_id, order.currency, surplus)
    elif surplus < 0 and order.payment_method == PaymentMethod.PREPAID:
        draw_prepaid(actor, document, order.seller_id, order.buyer_id, order.currency, -surplus)
    else:
        return
    order.paid -= surplus
    settle_order(order, list(lines), new_version=False)


def credit_use(order: Order, lines: Sequence[OrderLine], unpaid_invoices: Decimal) -> Buckets:
    """How much of the credit line the order uses, by bucket, from its lines' quantities."""
    return exposure(
        [line_use(line) for line in lines],
        freight=order.charges,
        freight_invoiced=any(line.invoiced for line in lines),
        unpaid_invoices=unpaid_invoices,
        currency=order.currency,
    )
