"""Takes the news that goods have left the warehouse."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.steps.check_ready import check_ready
from dinghuo.ordering.steps.settle_lines import settle_lines
from dinghuo.ordering.steps.settle_money import settle_money


def mark_shipped(
    actor: Actor,
    order: Order,
    lines: list[OrderLine],
    quantities: Mapping[UUID, Decimal],
    document: str,
) -> None:
    """Count units (base units by line id) as shipped, and move their credit on.

    The caller holds the order's lock (lock_order) and has taken the goods from stock: everybody locks stock before
    credit. Raises what check_ready raises.
    """
    changed = check_ready(order, lines, quantities)
    for line in changed:
        if line.stocked:
            line.held -= quantities[line.id]
    OrderLine.objects.bulk_update([line for line in changed if line.stocked], ["held"])
    settle_lines(actor, order, lines, changed, document=document)
    settle_money(actor, order, lines)
