"""Takes the news that goods promised to an order aren't there: what was allocated is on back-order again."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.ordering.events import OrderShort
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.rules.counters import Counters, shorten
from dinghuo.ordering.steps.align_promises import align_promises
from dinghuo.ordering.steps.settle_lines import settle_lines


def mark_short(
    actor: Actor,
    order: Order,
    lines: list[OrderLine],
    taken: Mapping[UUID, Decimal],
    document: str,
    why: str = "",
) -> None:
    """Note that these quantities (base units by line id) are no longer held; the caller has released them.

    What the seller hasn't answered yet is only held less. The caller holds the order's lock.
    """
    concerned = [line for line in lines if line.id in taken]
    changed: dict[OrderLine, Counters] = {}
    for line in concerned:
        line.held -= taken[line.id]
        missing = line.counters.to_ship - line.held
        if missing > 0:
            changed[line] = shorten(line.counters, missing)
    OrderLine.objects.bulk_update(concerned, ["held"])
    settle_lines(actor, order, lines, changed, reason=why, document=document)
    align_promises(actor, concerned)
    told = [
        {
            "line": line.position,
            "sku": line.sku,
            "name": line.name,
            "names": line.names,
            "quantity": plain(taken[line.id]),
            "unit": line.base_unit,
        }
        for line in concerned
    ]
    text = ", ".join(f"{one['name']} {one['quantity']} {one['unit']}" for one in told)
    data = {"lines": told, "document": document, "text": text}
    record(actor, OrderShort(order.id, order.number, (order.buyer_id, order.seller_id), data), why)
