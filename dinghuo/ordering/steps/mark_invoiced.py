"""Takes the news that accepted goods have been invoiced."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from dinghuo.finance.rules.exposure import line_worth
from dinghuo.foundation.actor import Actor
from dinghuo.ordering.errors import TooMuch
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.rules import counters as rules
from dinghuo.ordering.steps.settle_lines import settle_lines
from dinghuo.ordering.steps.settle_money import settle_money
from dinghuo.ordering.steps.value_lines import line_use


def mark_invoiced(
    actor: Actor,
    order: Order,
    lines: list[OrderLine],
    quantities: Mapping[UUID, Decimal],
    amounts: Mapping[UUID, Decimal],
    document: str,
    unpaid_invoices: Decimal,
) -> None:
    """Count accepted units (base units by line id) as invoiced, for these amounts with tax (by line id).

    `unpaid_invoices` is what the order's invoices leave unpaid with this one. The caller holds the order's lock.
    """
    changed = {}
    for line in lines:
        quantity = quantities.get(line.id)
        if quantity:
            after = rules.invoice(line.counters, quantity)
            if after is None:
                raise TooMuch(f"line {line.position}")
            changed[line] = after
            before = line_worth(line_use(line), order.currency).invoiced
            line.invoiced_total = before + amounts[line.id]
    OrderLine.objects.bulk_update(changed, ["invoiced_total"])
    settle_lines(actor, order, lines, changed, document=document)
    settle_money(actor, order, lines, unpaid_invoices)
