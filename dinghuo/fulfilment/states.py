"""The words for where a shipment stands, and what carriers report."""

from enum import StrEnum

from dinghuo.foundation.states import Moves


class ShipmentState(StrEnum):
    """Derived from the shipment's quantities (rules/receipt.py). Lost: nothing of it arrived, and nothing
    will.
    """

    IN_TRANSIT = "in_transit"
    PARTLY_RECEIVED = "partly_received"
    RECEIVED = "received"
    LOST = "lost"


MOVES = Moves(
    {
        ShipmentState.IN_TRANSIT: {
            ShipmentState.PARTLY_RECEIVED,
            ShipmentState.RECEIVED,
            ShipmentState.LOST,
        },
        ShipmentState.PARTLY_RECEIVED: {ShipmentState.RECEIVED},
    }
)


class TrackingStatus(StrEnum):
    """What has happened to the goods on the way. Carriers may report other words; they are kept as they
    come.
    """

    PICKED_UP = "picked_up"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    EXCEPTION = "exception"
    RETURNED = "returned"


class PickingState(StrEnum):
    """How far a picking is. Ended: given up, its goods are back on the shelves."""

    OPEN = "open"
    SHIPPED = "shipped"
    ENDED = "ended"
