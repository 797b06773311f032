"""Sends goods of an order on their way."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.finance.steps.credit.require_credit import require_credit
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.fields import named
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.foundation.quantity import is_whole, plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.errors import NothingToShip
from dinghuo.fulfilment.events import OrderShipped
from dinghuo.fulfilment.models import Shipment, ShipmentLine
from dinghuo.fulfilment.steps.check_lots import check_lots
from dinghuo.fulfilment.steps.picking_hands import refuse_kept
from dinghuo.fulfilment.steps.read_shipped_lines import LineShipment, read_shipped_lines
from dinghuo.inventory.rules.wants import Taken
from dinghuo.inventory.steps.note_sent import note_sent
from dinghuo.inventory.steps.refuse_recalled import refuse_recalled
from dinghuo.inventory.steps.ship_stock import ship_stock
from dinghuo.ordering.errors import ApprovalRequired
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.states import Approval, PaymentMethod
from dinghuo.ordering.steps.check_divided import check_divided
from dinghuo.ordering.steps.check_ready import check_ready
from dinghuo.ordering.steps.lock_order import lock_order
from dinghuo.ordering.steps.mark_shipped import mark_shipped

__all__ = ["LineShipment", "ship_order"]

PERMISSION = "fulfilment.ship_order"


def ship_order(
    actor: Actor,
    number: str,
    lines: Sequence[LineShipment] = (),
    carrier: str = "",
    tracking_number: str = "",
    note: str = "",
    warehouse_id: UUID | None = None,
    by_hands: bool = False,
) -> Shipment:
    """Ship lines of an order, in part or whole; no lines ships all that is confirmed and in the warehouse.

    Quantities are in base units. `warehouse_id`: they leave from there, and nowhere else; `by_hands`: whose people
    they are has been asked, when they began to pick. Takes the goods from what is held for the order and moves its
    credit on. A stated lot is the one that leaves, where the book knows lots. Raises NotAllowed, NotFound, Invalid with
    every fault, NothingToShip,
    TooMuch naming the lines, ApprovalRequired, CreditUnavailable while the buyer's credit line is suspended,
    LotRecalled for a stated lot, OthersHands for goods that their keeper sends off.
    """
    require(actor, PERMISSION)
    with acting(actor):
        order, order_lines = lock_order(actor, number)
        if actor.organisation_id != order.seller_id and actor.scope != "market":
            raise NotAllowed(PERMISSION)
        if order.approval == Approval.PENDING:
            raise ApprovalRequired(_("This order waits for the buyer's approval."))
        wanted = _read(actor, order_lines, lines, carrier, tracking_number, note)
        if order.payment_method == PaymentMethod.CREDIT:
            require_credit(actor, order.id)
        shipment = _shipment(actor, order, carrier, tracking_number, note)
        quantities = {line_id: one.quantity for line_id, one in wanted.items()}
        check_ready(order, order_lines, quantities)
        refuse_recalled(actor, order.seller_id, _stated(order_lines, wanted))
        lots = check_lots(actor, order_lines, lines, warehouse_id)
        stocked = {
            line.id: quantities[line.id] for line in order_lines if line.stocked and line.id in quantities
        }
        # Stock before credit, as whoever places an order takes them: crosswise, two at once would wait for each other.
        paper = Document("shipment", shipment.id, shipment.number)
        taken = ship_stock(actor, paper, stocked, warehouse_id, lots)
        if not by_hands:
            keepers = {part.warehouse_id: part.keeper_id for part in taken if part.keeper_id is not None}
            refuse_kept(actor, order.seller_id, keepers)
        variants = {line.id: line.variant_id for line in order_lines}
        sent = [(variants[part.line_id], part.expires) for part in taken]
        note_sent(actor, order.seller_id, order.buyer_id, sent)
        mark_shipped(actor, order, order_lines, quantities, shipment.number)
        shipment.save(force_insert=True)
        ShipmentLine.objects.bulk_create(_lines(shipment, order_lines, wanted, taken))
        record(actor, _event(shipment, order_lines, wanted), note)
        return shipment


def _stated(order_lines: Sequence[OrderLine], wanted: Mapping[UUID, LineShipment]) -> list[tuple[UUID, str]]:
    """The lots that the seller says are in it."""
    return [
        (line.variant_id, wanted[line.id].lot.strip())
        for line in order_lines
        if line.id in wanted and wanted[line.id].lot.strip()
    ]


def _read(
    actor: Actor,
    order_lines: Sequence[OrderLine],
    lines: Sequence[LineShipment],
    carrier: str,
    tracking_number: str,
    note: str,
) -> dict[UUID, LineShipment]:
    faults = Faults()
    for path, text, longest in (
        ("carrier", carrier, 100),
        ("tracking_number", tracking_number, 100),
        ("note", note, 300),
    ):
        if len(text) > longest:
            faults.add(path, "too-long", _("This has at most %(longest)s characters.") % {"longest": longest})
    wanted = read_shipped_lines(order_lines, lines, faults)
    # What is left in parts, from before its unit came whole only, leaves in parts.
    told = {fault.path for fault in faults.found}
    by_position = {line.position: line for line in order_lines if is_whole(line.counters.to_ship)}
    parts = [
        (path, by_position[one.line], one.quantity)
        for i, one in enumerate(lines)
        if one.line in by_position and (path := f"lines.{i}.quantity") not in told
    ]
    check_divided(actor, faults, parts)
    if faults:
        _tell_too_much(order_lines, lines, faults)
    faults.raise_any()
    if not wanted:
        raise NothingToShip(_("Nothing of this order is confirmed and still to be shipped."))
    return wanted


def _tell_too_much(order_lines: Sequence[OrderLine], lines: Sequence[LineShipment], faults: Faults) -> None:
    """What would be refused as TooMuch is told with the faults that are there."""
    by_position = {line.position: line for line in order_lines}
    for i, one in enumerate(lines):
        line = by_position.get(one.line)
        if line is not None and one.quantity.is_finite() and one.quantity > line.counters.to_ship:
            left = f"{plain(line.counters.to_ship)} {line.base_unit}"
            words = _("Of %(name)s only %(left)s can leave.") % {"name": named(line), "left": left}
            faults.add(f"lines.{i}.quantity", "too-much", words)


def _shipment(actor: Actor, order: Order, carrier: str, tracking_number: str, note: str) -> Shipment:
    return Shipment(
        market_id=order.market_id,
        number=draw_numbers(order.market_id, "SH")[0],
        order=order,
        order_number=order.number,
        buyer_id=order.buyer_id,
        seller_id=order.seller_id,
        carrier=carrier.strip(),
        tracking_number=tracking_number.strip(),
        note=note,
        delivery_address=order.delivery_address,
        shipped_by_id=actor.person_id,
        shipped_by_name=actor.person_name,
    )


def _lines(
    shipment: Shipment,
    order_lines: Sequence[OrderLine],
    wanted: Mapping[UUID, LineShipment],
    taken: Sequence[Taken],
) -> list[ShipmentLine]:
    rows = []
    for line in order_lines:
        if line.id not in wanted:
            continue
        stated = wanted[line.id]
        parts = [part for part in taken if part.line_id == line.id]
        # What the seller states is printed on the goods; where nothing is stated the book of stock knows.
        one_lot = len({(part.lot, part.expires) for part in parts}) == 1
        known = parts[0] if one_lot and not stated.lot else stated
        rows.append(
            ShipmentLine(
                market_id=shipment.market_id,
                shipment=shipment,
                order_line=line,
                buyer_id=shipment.buyer_id,
                seller_id=shipment.seller_id,
                position=line.position,
                quantity=stated.quantity,
                lot=known.lot.strip(),
                expires=known.expires,
                taken=[_part(part) for part in parts],
            )
        )
    return rows


def _part(part: Taken) -> dict[str, str]:
    return {
        "quantity": plain(part.quantity),
        "lot": part.lot,
        "expires": part.expires.isoformat() if part.expires else "",
        "warehouse_id": str(part.warehouse_id),
    }


def _event(
    shipment: Shipment, order_lines: Sequence[OrderLine], wanted: Mapping[UUID, LineShipment]
) -> OrderShipped:
    lines: list[dict[str, Any]] = [
        {
            "line": line.position,
            "sku": line.sku,
            "name": line.name,
            "quantity": plain(wanted[line.id].quantity),
            "unit": line.base_unit,
        }
        for line in order_lines
        if line.id in wanted
    ]
    return OrderShipped(
        shipment.order_id,
        shipment.order_number,
        (shipment.buyer_id, shipment.seller_id),
        {
            "shipment": shipment.number,
            "shipment_id": str(shipment.id),
            "carrier": shipment.carrier,
            "tracking_number": shipment.tracking_number,
            "lines": lines,
        },
    )
