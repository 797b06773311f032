"""Announces to orders that waited what has come for them, and which of their days have changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record_all
from dinghuo.inventory.rules.sharing import Share
from dinghuo.ordering.events import OrderEvent, OrderRepromised, OrderServed
from dinghuo.ordering.models import OrderLine
from dinghuo.ordering.steps.lock_waiting import WaitingOrders


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the lines that waited; `before`: the day and the quantity they had been promised."""

    found: WaitingOrders
    shares: Mapping[UUID, Share]
    before: Mapping[UUID, tuple[date | None, Decimal]]


def tell_waiting(actor: Actor, settled: Settled, why: str) -> None:
    """One event for each order that was served, one for each of which a day has changed. At most two statements."""
    events: list[OrderEvent] = []
    for order_id, order in settled.found.orders.items():
        lines = [line for line in settled.found.lines if line.order_id == order_id]
        parties = (order.buyer_id, order.seller_id)
        served = [_served(line, settled.shares[line.id]) for line in lines if line.id in settled.shares]
        if served:
            events.append(OrderServed(order.id, order.number, parties, _data(served)))
        moved = [_moved(line, settled.before[line.id][0]) for line in lines if _has_moved(settled, line)]
        if moved:
            events.append(OrderRepromised(order.id, order.number, parties, _data(moved)))
    if events:
        record_all(actor, events, why)


def _has_moved(settled: Settled, line: OrderLine) -> bool:
    day, _quantity = settled.before[line.id]
    return line.waiting > 0 and line.promised_date != day


def _served(line: OrderLine, share: Share) -> dict[str, Any]:
    given = f"{plain(share.quantity)} {line.base_unit}"
    return _line(line, share.quantity) | {
        "rule": share.rule,
        "place": share.place,
        "of": share.of,
        "text": f"{line.name} {given}",
    }


def _moved(line: OrderLine, before: date | None) -> dict[str, Any]:
    days = {"before": _day(before), "after": _day(line.promised_date)}
    # Days as figures: whoever reads it, in whichever language, reads the same.
    text = f"{line.name} {plain(line.waiting)} {line.base_unit}: {days['before'] or '–'} → {days['after'] or '?'}"
    return _line(line, line.waiting) | days | {"text": text}


def _line(line: OrderLine, quantity: Decimal) -> dict[str, Any]:
    return {
        "line": line.position,
        "sku": line.sku,
        "name": line.name,
        "names": line.names,
        "quantity": plain(quantity),
        "unit": line.base_unit,
    }


def _data(lines: Iterable[dict[str, Any]]) -> dict[str, Any]:
    told = list(lines)
    return {"lines": told, "text": "; ".join(each["text"] for each in told)}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
