"""Takes in goods that have arrived: accepted and rejected, line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.errors import AlreadyReceived
from dinghuo.fulfilment.events import ShipmentReceived
from dinghuo.fulfilment.models import Receipt, ReceiptLine, ShipmentLine
from dinghuo.fulfilment.rules.receipt import receipt_faults
from dinghuo.fulfilment.steps.lock_shipment import LockedShipment, lock_shipment
from dinghuo.fulfilment.steps.settle_shipment import settle_shipment
from dinghuo.ordering.steps.mark_received import Arrival, mark_received

PERMISSION = "fulfilment.receive_shipment"


@dataclass(frozen=True)
class LineReceipt:
    """What was found of an order line (by its position), in base units."""

    line: int
    accepted: Decimal = Decimal(0)
    rejected: Decimal = Decimal(0)
    reason: str = ""


def receive_shipment(actor: Actor, number: str, lines: Sequence[LineReceipt] = (), note: str = "") -> Receipt:
    """Inspect a shipment; no lines accepts all that is on its way. Rejected units won't be paid for.

    Where less is given than a line carries, the rest stays on its way: it may be received later, or the
    seller writes it off. Done twice it does nothing twice. Raises NotAllowed, NotFound, Invalid with every
    fault, AlreadyReceived.
    """
    require(actor, PERMISSION)
    with acting(actor):
        found = lock_shipment(actor, number)
        if actor.organisation_id != found.shipment.buyer_id and actor.scope != "market":
            raise NotAllowed(PERMISSION)
        if not any(line.carried.on_the_way for line in found.lines):
            raise AlreadyReceived(
                _("%(number)s has been received already.") % {"number": number},
                instead={"state": found.shipment.state},
            )
        read = _read(found.lines, lines, note)
        receipt = _write(actor, found, read, note)
        reason = "; ".join(dict.fromkeys(one.reason for one in read.values() if one.reason))
        mark_received(
            actor,
            found.order,
            found.order_lines,
            {
                line.order_line_id: Arrival(read[line.id].accepted, read[line.id].rejected)
                for line in found.lines
                if line.id in read
            },
            document=found.shipment.number,
            reason=reason,
        )
        record(actor, _event(found, receipt, read), reason or note)
        return receipt


def _read(lines: Sequence[ShipmentLine], given: Sequence[LineReceipt], note: str) -> dict[UUID, LineReceipt]:
    if not given:
        return {
            line.id: LineReceipt(line.position, line.carried.on_the_way)
            for line in lines
            if line.carried.on_the_way
        }
    faults = Faults()
    if len(note) > 300:
        faults.add("note", "too-long", _("This has at most %(longest)s characters.") % {"longest": 300})
    by_position = {line.position: line for line in lines}
    read: dict[UUID, LineReceipt] = {}
    for i, one in enumerate(given):
        line = by_position.get(one.line)
        if line is None:
            faults.add(
                f"lines.{i}.line",
                "unknown",
                _("This shipment carries no line %(line)s.") % {"line": one.line},
            )
        elif line.id in read:
            faults.add(f"lines.{i}.line", "twice", _("Line %(line)s is there twice.") % {"line": one.line})
        else:
            read[line.id] = one
            _check(i, line, one, faults)
    if not faults and not any(one.accepted or one.rejected for one in read.values()):
        faults.add("lines", "nothing", _("Say how much was accepted or rejected."))
    faults.raise_any()
    return read


def _check(i: int, line: ShipmentLine, one: LineReceipt, faults: Faults) -> None:
    left = f"{plain(line.carried.on_the_way)} {line.order_line.base_unit}"
    sentences = {
        "number": _("This is not a number."),
        "negative": _("A quantity can't be less than zero."),
        "decimals": _("A quantity has at most six decimals."),
        "too-much": _("Line %(line)s has only %(left)s on its way.") % {"line": line.position, "left": left},
    }
    for name, code in receipt_faults(line.carried, one.accepted, one.rejected):
        faults.add(f"lines.{i}.{name}", code, sentences[code])
    if len(one.reason) > 300:
        faults.add(
            f"lines.{i}.reason", "too-long", _("This has at most %(longest)s characters.") % {"longest": 300}
        )


def _write(actor: Actor, found: LockedShipment, read: Mapping[UUID, LineReceipt], note: str) -> Receipt:
    shipment = found.shipment
    receipt = Receipt.objects.create(
        market_id=shipment.market_id,
        number=draw_numbers(shipment.market_id, "RC")[0],
        shipment=shipment,
        order=found.order,
        buyer_id=shipment.buyer_id,
        seller_id=shipment.seller_id,
        note=note,
        received_at=now(),
        received_by_id=actor.person_id,
        received_by_name=actor.person_name,
    )
    changed = []
    for line in found.lines:
        if one := read.get(line.id):
            line.accepted += one.accepted
            line.rejected += one.rejected
            line.reason = one.reason or line.reason
            changed.append(line)
    ReceiptLine.objects.bulk_create(
        ReceiptLine(
            market_id=shipment.market_id,
            receipt=receipt,
            shipment_line=line,
            order_line_id=line.order_line_id,
            buyer_id=shipment.buyer_id,
            seller_id=shipment.seller_id,
            position=line.position,
            accepted=read[line.id].accepted,
            rejected=read[line.id].rejected,
            reason=read[line.id].reason,
        )
        for line in changed
    )
    ShipmentLine.objects.bulk_update(changed, ["accepted", "rejected", "reason"])
    settle_shipment(found.shipment, found.lines)
    return receipt


def _event(found: LockedShipment, receipt: Receipt, read: Mapping[UUID, LineReceipt]) -> ShipmentReceived:
    lines: list[dict[str, Any]] = [
        {
            "line": line.position,
            "sku": line.order_line.sku,
            "accepted": plain(read[line.id].accepted),
            "rejected": plain(read[line.id].rejected),
            "unit": line.order_line.base_unit,
            "reason": read[line.id].reason,
        }
        for line in found.lines
        if line.id in read
    ]
    return ShipmentReceived(
        found.order.id,
        found.order.number,
        (found.order.buyer_id, found.order.seller_id),
        {
            "shipment": found.shipment.number,
            "shipment_id": str(found.shipment.id),
            "receipt": receipt.number,
            "receipt_id": str(receipt.id),
            "lines": lines,
        },
    )
