"""Gives a picking up: all that was picked is back on the shelves."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.record import record
from dinghuo.fulfilment.actions.ship_order import PERMISSION
from dinghuo.fulfilment.events import PickingEnded
from dinghuo.fulfilment.models import Picking
from dinghuo.fulfilment.states import PickingState
from dinghuo.fulfilment.steps.lock_picking import lock_picking
from dinghuo.fulfilment.steps.picking_hands import picking_hands
from dinghuo.inventory.steps.write_picks import write_picks


def end_picking(actor: Actor, number: str) -> Picking:
    """End it; what the order holds stays held. Raises NotFound, PickingClosed."""
    require(actor, PERMISSION)
    with picking_hands(actor, number) as worker:
        locked = lock_picking(worker, number)
        write_picks(worker, locked.paper, [(pick, -pick.picked) for pick in locked.here])
        picking = locked.picking
        picking.state, picking.ended_at = PickingState.ENDED.value, now()
        picking.save()
        data = {"order": picking.order_number}
        record(worker, PickingEnded(picking.id, picking.number, picking.parties, data))
        return picking
