"""Cancels what has not been shipped of an order, and frees the goods and the money it held."""

from dinghuo.foundation.actor import Actor
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.rules import counters as rules
from dinghuo.ordering.steps.hold_goods import hold_goods
from dinghuo.ordering.steps.settle_lines import settle_lines
from dinghuo.ordering.steps.settle_money import settle_money


def cancel_open(actor: Actor, order: Order, lines: list[OrderLine], reason: str) -> bool:
    """Cancel every unit that may still be shipped; False if there is none. The caller holds the order's lock."""
    changed = {
        line: after
        for line in lines
        if line.counters.unshipped and (after := rules.cancel(line.counters)) is not None
    }
    hold_goods(actor, order, changed)
    order.cancel_requested = False
    settle_lines(actor, order, lines, changed, reason=reason)
    settle_money(actor, order, lines)
    return bool(changed)
