"""Derives where a shipment stands from its lines, and saves it."""

from collections.abc import Sequence

from dinghuo.foundation.clock import now
from dinghuo.fulfilment.models import Shipment, ShipmentLine
from dinghuo.fulfilment.rules.receipt import shipment_state
from dinghuo.fulfilment.states import ShipmentState


def settle_shipment(shipment: Shipment, lines: Sequence[ShipmentLine]) -> None:
    """Bring the state in step with the lines' quantities, which are saved already. The caller holds the
    lock.
    """
    shipment.state = shipment_state(line.carried for line in lines)
    if shipment.state in (ShipmentState.RECEIVED, ShipmentState.LOST):
        shipment.received_at = now()
    shipment.save(update_fields=["state", "received_at"])
