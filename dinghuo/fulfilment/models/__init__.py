"""Fulfilment's tables."""

from dinghuo.fulfilment.models.receipt import Receipt, ReceiptLine
from dinghuo.fulfilment.models.shipment import Shipment, ShipmentLine, TrackingEvent

__all__ = ["Receipt", "ReceiptLine", "Shipment", "ShipmentLine", "TrackingEvent"]
