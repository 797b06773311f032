"""Sends off what was picked: those lots, and no more."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.fulfilment.actions.ship_order import PERMISSION, LineShipment, ship_order
from dinghuo.fulfilment.errors import NothingToShip, PutBackFirst
from dinghuo.fulfilment.events import PickingEnded
from dinghuo.fulfilment.models import Shipment
from dinghuo.fulfilment.states import PickingState
from dinghuo.fulfilment.steps.lock_picking import LockedPicking, lock_picking
from dinghuo.fulfilment.steps.picking_hands import picking_hands

ZERO = Decimal(0)


def ship_picked(
    actor: Actor, number: str, carrier: str = "", tracking_number: str = "", note: str = ""
) -> Shipment:
    """Ship what the picking has ready, and end it; what isn't picked yet stays to be picked. Services, which nobody
    picks, go with the last of the order's goods.

    Raises NothingToShip, PutBackFirst for goods the order doesn't hold any more, and what ship_order raises.
    """
    require(actor, PERMISSION)
    with picking_hands(actor, number) as worker:
        locked = lock_picking(worker, number)
        _refuse_surplus(locked)
        ready: dict[int, Decimal] = defaultdict(Decimal)
        for pick in locked.here:
            ready[locked.lines[pick.line_id].position] += pick.picked
        lines = [LineShipment(position, quantity) for position, quantity in sorted(ready.items()) if quantity]
        if not lines:
            raise NothingToShip(_("Nothing has been picked yet. Scan what you take."))
        lines += _services(locked, ready)
        picking = locked.picking
        shipment = ship_order(
            worker,
            picking.order_number,
            lines,
            carrier,
            tracking_number,
            note,
            picking.warehouse_id,
            by_hands=True,
        )
        picking.state, picking.ended_at = PickingState.SHIPPED.value, now()
        picking.shipment_number = shipment.number
        picking.save()
        data = {"order": picking.order_number, "shipment": shipment.number}
        record(worker, PickingEnded(picking.id, picking.number, picking.parties, data))
        return shipment


def _services(locked: LockedPicking, ready: Mapping[int, Decimal]) -> list[LineShipment]:
    """The order's services that are confirmed, unless goods of it are still to leave after this."""
    lines = locked.lines.values()
    if any(line.stocked and line.counters.unshipped > ready.get(line.position, ZERO) for line in lines):
        return []
    services = [line for line in lines if not line.stocked and line.counters.to_ship]
    return [LineShipment(line.position, line.counters.to_ship) for line in services]


def _refuse_surplus(locked: LockedPicking) -> None:
    over = [pick for pick in locked.here if pick.surplus]
    if not over:
        return
    told = [
        {
            "line": locked.lines[pick.line_id].position,
            "sku": locked.lines[pick.line_id].sku,
            "lot": pick.lot,
            "quantity": plain(pick.surplus),
        }
        for pick in over
    ]
    names = ", ".join(f"{each['quantity']} × {each['sku']} {each['lot']}".strip() for each in told)
    raise PutBackFirst(
        _("The order has changed: put back first what it doesn’t hold any more (%(goods)s).")
        % {"goods": names},
        lines=told,
    )
