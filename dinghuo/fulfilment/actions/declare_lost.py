"""Writes off goods that left and will not arrive."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.errors import AlreadyReceived
from dinghuo.fulfilment.events import ShipmentLost
from dinghuo.fulfilment.models import Shipment, ShipmentLine
from dinghuo.fulfilment.steps.lock_shipment import lock_shipment
from dinghuo.fulfilment.steps.settle_shipment import settle_shipment
from dinghuo.ordering.steps.mark_received import Arrival, mark_received

PERMISSION = "fulfilment.declare_lost"


def declare_lost(actor: Actor, number: str, reason: str, lines: Sequence[int] = ()) -> Shipment:
    """Write off what is still on its way of these lines (by position; none given: of all). The buyer won't
    pay for it.

    The seller's, or the operator's, to do: nothing is lost by the passing of time. Raises NotAllowed,
    NotFound, Invalid, AlreadyReceived where nothing is on its way.
    """
    require(actor, PERMISSION)
    faults = Faults()
    if not reason.strip():
        faults.add("reason", "required", _("Say why, so that the other side understands."))
    with acting(actor):
        found = lock_shipment(actor, number)
        if actor.organisation_id != found.shipment.seller_id and actor.scope != "market":
            raise NotAllowed(PERMISSION)
        known = {line.position for line in found.lines}
        for i, position in enumerate(lines):
            if position not in known:
                faults.add(
                    f"lines.{i}", "unknown", _("This shipment carries no line %(line)s.") % {"line": position}
                )
        faults.raise_any()
        missing = {
            line: line.carried.on_the_way
            for line in found.lines
            if line.carried.on_the_way and (not lines or line.position in lines)
        }
        if not missing:
            raise AlreadyReceived(
                _("Nothing of this is on its way any more."), instead={"state": found.shipment.state}
            )
        for line, quantity in missing.items():
            line.lost += quantity
        ShipmentLine.objects.bulk_update(missing, ["lost"])
        settle_shipment(found.shipment, found.lines)
        mark_received(
            actor,
            found.order,
            found.order_lines,
            {line.order_line_id: Arrival(lost=quantity) for line, quantity in missing.items()},
            document=found.shipment.number,
            reason=reason,
        )
        data = {
            "shipment": found.shipment.number,
            "shipment_id": str(found.shipment.id),
            "lines": [{"line": line.position, "lost": plain(quantity)} for line, quantity in missing.items()],
        }
        parties = (found.order.buyer_id, found.order.seller_id)
        record(actor, ShipmentLost(found.order.id, found.order.number, parties, data), reason)
        return found.shipment
