"""Which invoices money pays: the oldest first, each as far as the money goes (J7)."""

from collections.abc import Sequence
from decimal import Decimal


def allocate(amount: Decimal, open_amounts: Sequence[Decimal]) -> list[Decimal]:
    """How much of an amount goes to each open amount, in their order; together never more than the amount."""
    parts = []
    for open_amount in open_amounts:
        part = min(amount, open_amount)
        parts.append(part)
        amount -= part
    return parts
