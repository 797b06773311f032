"""Gives back the credit, or the prepaid money, of units that will not come."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from dinghuo.finance.steps.refund_prepaid import refund_prepaid
from dinghuo.finance.steps.release_credit import release_credit
from dinghuo.foundation.actor import Actor
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.rules.amounts import share
from dinghuo.ordering.rules.counters import Counters
from dinghuo.ordering.states import PaymentMethod


def open_amount(order: Order, lines: Iterable[tuple[OrderLine, Counters]]) -> Decimal:
    """What the units that may still be shipped are worth: the order's part of the credit line's `ordered` bucket."""
    return sum(
        (share(line.total, counters.unshipped, counters.ordered, order.currency) for line, counters in lines),
        Decimal(0),
    )


def free_credit(actor: Actor, order: Order, changed: Mapping[OrderLine, Counters]) -> None:
    """Release what the changed lines no longer need, before their new quantities are written."""
    before = open_amount(order, [(line, line.counters) for line in changed])
    after = open_amount(order, changed.items())
    if before <= after:
        return
    if order.payment_method == PaymentMethod.CREDIT:
        release_credit(actor, order.id, before - after)
    elif order.payment_method == PaymentMethod.PREPAID:
        refund_prepaid(actor, order.id, before - after)
        order.paid -= before - after
