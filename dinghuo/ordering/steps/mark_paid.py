"""Takes the news that money for an order has come in, or has gone back."""

from decimal import Decimal

from dinghuo.foundation.actor import Actor
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.steps.settle_lines import settle_order


def mark_paid(actor: Actor, order: Order, lines: list[OrderLine], amount: Decimal) -> None:
    """Add to what is paid (less than zero: a refund). The caller holds the order's lock."""
    order.paid += amount
    settle_order(order, lines)
