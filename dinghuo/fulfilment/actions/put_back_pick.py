"""Puts picked goods back on the shelf."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid, NotFound
from dinghuo.foundation.quantity import plain
from dinghuo.fulfilment.actions.ship_order import PERMISSION
from dinghuo.fulfilment.models import Picking
from dinghuo.fulfilment.rules.picking import carton_of
from dinghuo.fulfilment.steps.lock_picking import lock_picking
from dinghuo.fulfilment.steps.picking_hands import picking_hands
from dinghuo.inventory.steps.write_picks import write_picks


def put_back_pick(
    actor: Actor, number: str, line: int, lot: str = "", quantity: Decimal | None = None
) -> Picking:
    """Put back so much (base units; None: all of it) of what was picked for a line (its position) of a lot.

    Raises NotFound where nothing of it was picked, Invalid for more than was, PickingClosed.
    """
    require(actor, PERMISSION)
    with picking_hands(actor, number) as worker:
        locked = lock_picking(worker, number)
        found = [
            pick
            for pick in locked.here
            if locked.lines[pick.line_id].position == line and pick.lot == lot and pick.picked
        ]
        if not found:
            raise NotFound(str(line))
        [pick] = found
        part = pick.picked if quantity is None else quantity
        if not part.is_finite() or not 0 < part <= pick.picked or part != round(part, 6):
            words = _("Enter more than zero, and no more than the %(picked)s that were picked.")
            raise Invalid([Fault("quantity", "too-much", words % {"picked": plain(pick.picked)})])
        write_picks(worker, locked.paper, [(pick, -part)])
        # A carton that goes back may be read again.
        labels, of = locked.picking.labels, carton_of(line, lot)
        locked.picking.labels = {code: each for code, each in labels.items() if each != of}
        locked.picking.save(update_fields=["labels"])
        return locked.picking
