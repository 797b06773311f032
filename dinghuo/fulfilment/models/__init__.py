"""Fulfilment's tables."""

from dinghuo.fulfilment.models.picking import Picking
from dinghuo.fulfilment.models.receipt import Receipt, ReceiptLine
from dinghuo.fulfilment.models.shipment import Shipment, ShipmentLine, TrackingEvent

__all__ = ["Picking", "Receipt", "ReceiptLine", "Shipment", "ShipmentLine", "TrackingEvent"]
