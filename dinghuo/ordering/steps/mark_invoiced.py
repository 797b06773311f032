"""Takes the news that accepted goods have been invoiced."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.ordering.errors import TooMuch
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.rules import counters as rules
from dinghuo.ordering.steps.settle_lines import settle_lines


def mark_invoiced(
    actor: Actor, order: Order, lines: list[OrderLine], quantities: Mapping[UUID, Decimal], document: str
) -> None:
    """Count accepted units (base units by line id) as invoiced. The caller holds the order's lock."""
    changed = {}
    for line in lines:
        quantity = quantities.get(line.id)
        if quantity:
            after = rules.invoice(line.counters, quantity)
            if after is None:
                raise TooMuch(f"line {line.position}")
            changed[line] = after
    settle_lines(actor, order, lines, changed, document=document)
