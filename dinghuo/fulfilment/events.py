"""What fulfilment announces. The subject is always the order, so that its timeline tells the whole story.

`data` names the shipment: `shipment` its number, `shipment_id`, and `lines` with their quantities in base
units.
"""

from dinghuo.foundation.events import Event


class OrderEvent(Event):
    """Something that happened to the goods of an order."""

    subject_kind = "order"


class OrderShipped(OrderEvent):
    """Goods left the seller. Data: shipment, carrier, tracking_number, lines (line, sku, quantity, unit)."""

    kind = "order.shipped"


class TrackingAdded(OrderEvent):
    """News of a shipment on its way. Data: shipment, at, place, status, text."""

    kind = "tracking.added"


class ShipmentReceived(OrderEvent):
    """The buyer inspected goods. Data: shipment, receipt, receipt_id, lines (line, accepted, rejected,
    reason).
    """

    kind = "shipment.received"


class ShipmentLost(OrderEvent):
    """The seller wrote off goods that never arrived. Data: shipment, lines (line, lost)."""

    kind = "shipment.lost"


class PickingEvent(Event):
    """Something that happened to a picking; only the seller may know."""

    subject_kind = "picking"


class PickingBegun(PickingEvent):
    """Somebody began to pick an order, or took it over. Data: order, warehouse."""

    kind = "picking.begun"


class PickingEnded(PickingEvent):
    """What was picked has left, or is back on the shelves. Data: order, shipment."""

    kind = "picking.ended"
