"""Locks the orders of which lines wait for a seller's goods."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import F, QuerySet

from dinghuo.foundation.actor import Actor
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.states import ENDED


@dataclass(frozen=True, slots=True)
class WaitingOrders:
    """Orders by id with all their lines, locked; `lines`: those that wait for the goods."""

    orders: dict[UUID, Order]
    of_order: dict[UUID, list[OrderLine]] = field(default_factory=dict)
    lines: list[OrderLine] = field(default_factory=list)


def lock_waiting(actor: Actor, seller_id: UUID, variant_ids: Collection[UUID]) -> WaitingOrders:
    """The orders with lines of these articles that wait for goods, locked before any stock is. Three statements."""
    market = {"market_id": actor.market_id}
    found = (
        OrderLine.objects.filter(
            **market, seller_id=seller_id, variant_id__in=list(variant_ids), stocked=True
        )
        .exclude(order__state__in=ENDED)
        .filter(
            ordered__gt=F("refused") + F("cancelled_early") + F("cancelled_late") + F("shipped") + F("held")
        )
    )
    orders, of_order = lock_orders(actor, found.values_list("order_id", flat=True))
    lines = [
        line
        for several in of_order.values()
        for line in several
        if line.variant_id in variant_ids and line.waiting > 0
    ]
    return WaitingOrders(orders, of_order, lines)


def lock_orders(
    actor: Actor, order_ids: Iterable[UUID]
) -> tuple[dict[UUID, Order], dict[UUID, list[OrderLine]]]:
    """These orders, locked one after the other in one order, and their lines by position. Two statements."""
    return _with_lines(actor, Order.objects.select_for_update(), order_ids)


def read_orders(
    actor: Actor, order_ids: Iterable[UUID]
) -> tuple[dict[UUID, Order], dict[UUID, list[OrderLine]]]:
    """The same with nothing locked, for looking ahead."""
    return _with_lines(actor, Order.objects.all(), order_ids)


def _with_lines(
    actor: Actor, known: QuerySet[Order], order_ids: Iterable[UUID]
) -> tuple[dict[UUID, Order], dict[UUID, list[OrderLine]]]:
    market = {"market_id": actor.market_id}
    rows = known.filter(**market, id__in=sorted(set(order_ids)))
    orders = {order.id: order for order in rows.order_by("id")}
    lines: dict[UUID, list[OrderLine]] = defaultdict(list)
    for line in OrderLine.objects.filter(**market, order__in=list(orders)).order_by("position"):
        lines[line.order_id].append(line)
    return orders, lines
