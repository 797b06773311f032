"""Takes the news that goods have arrived and been inspected."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.rules import counters as rules
from dinghuo.ordering.steps.settle_lines import settle_lines
from dinghuo.ordering.steps.settle_money import settle_money


@dataclass(frozen=True)
class Arrival:
    """What came of one line, in base units."""

    accepted: Decimal = Decimal(0)
    rejected: Decimal = Decimal(0)
    lost: Decimal = Decimal(0)


def mark_received(
    actor: Actor,
    order: Order,
    lines: list[OrderLine],
    arrivals: Mapping[UUID, Arrival],
    document: str,
    reason: str = "",
) -> None:
    """Count units as received (accepted or rejected) or lost. The caller holds the order's lock and has checked that
    no more arrives than its shipment carries; a line that still has less on its way raises NotFound."""
    changed = {}
    for line in lines:
        arrival = arrivals.get(line.id)
        if arrival is None:
            continue
        after = rules.receive(line.counters, arrival.accepted, arrival.rejected, arrival.lost)
        if after is None:
            raise NotFound(f"line {line.position}")
        changed[line] = after
    settle_lines(actor, order, lines, changed, reason=reason, document=document)
    settle_money(actor, order, lines)
