"""Takes the news that money for an order has come in, or has gone back."""

from decimal import Decimal

from dinghuo.foundation.actor import Actor
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.steps.settle_lines import settle_order
from dinghuo.ordering.steps.settle_money import settle_money


def mark_paid(
    actor: Actor, order: Order, lines: list[OrderLine], amount: Decimal, unpaid_invoices: Decimal
) -> None:
    """Add to what is paid (less than zero: a refund); `unpaid_invoices` is what the order's invoices leave unpaid after
    it. What is paid beyond what is owed goes to the prepaid balance. The caller holds the order's lock."""
    order.paid += amount
    settle_order(order, lines)
    settle_money(actor, order, lines, unpaid_invoices)
