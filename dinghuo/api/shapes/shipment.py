"""A shipment as the API tells it; quantities in base units."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import day, instant
from dinghuo.api.shapes.answer import Answer, DayText, DecimalText, InstantText
from dinghuo.foundation.quantity import plain


class SentLotAnswer(Answer):
    """So much of a lot, in the line's base unit."""

    lot: str
    expires: DayText | None
    quantity: DecimalText


class ShippedLineAnswer(Answer):
    """What a shipment carries of an order line, and what became of it, in base units."""

    line: int = Field(description="The line's number in the order.")
    sku: str
    unit: str = Field(description="The base unit.")
    quantity: DecimalText
    lot: str = Field(description="Empty where the goods are of several lots, or of none.")
    expires: DayText | None
    lots: list[SentLotAnswer] = Field(description="Every lot that the goods are of.")
    accepted: DecimalText
    rejected: DecimalText
    lost: DecimalText
    reason: str


class TrackingAnswer(Answer):
    """One piece of news from the way."""

    at: InstantText
    place: str
    status: str
    text: str


class ReceiptAnswer(Answer):
    """One inspection by the buyer."""

    number: str
    received_at: InstantText
    received_by: str
    note: str


class ShipmentAnswer(Answer):
    """What left the seller in one go."""

    number: str
    order: str
    state: str = Field(examples=["in_transit"])
    carrier: str
    tracking_number: str
    note: str
    delivery_address: dict[str, Any]
    shipped_at: InstantText
    shipped_by: str
    received_at: InstantText | None = Field(description="When the last of it arrived or was written off.")
    lines: list[ShippedLineAnswer]
    tracking: list[TrackingAnswer] = Field(description="The latest first.")
    receipts: list[ReceiptAnswer]


class ShipmentsAnswer(Answer):
    """The shipments of an order, oldest first."""

    items: list[ShipmentAnswer]
    next: None = None


def shipment_shape(shipment: Any) -> dict[str, Any]:
    """A shipment with its lines, tracking and receipts loaded."""
    return {
        "number": shipment.number,
        "order": shipment.order_number,
        "state": shipment.state,
        "carrier": shipment.carrier,
        "tracking_number": shipment.tracking_number,
        "note": shipment.note,
        "delivery_address": shipment.delivery_address,
        "shipped_at": instant(shipment.shipped_at),
        "shipped_by": shipment.shipped_by_name,
        "received_at": instant(shipment.received_at),
        "lines": [_line(line) for line in shipment.lines.all()],
        "tracking": [
            {"at": instant(news.at), "place": news.place, "status": news.status, "text": news.text}
            for news in shipment.tracking.all()
        ],
        "receipts": [
            {
                "number": receipt.number,
                "received_at": instant(receipt.received_at),
                "received_by": receipt.received_by_name,
                "note": receipt.note,
            }
            for receipt in shipment.receipts.all()
        ],
    }


def _line(line: Any) -> dict[str, Any]:
    return {
        "line": line.position,
        "sku": line.order_line.sku,
        "unit": line.order_line.base_unit,
        "quantity": plain(line.quantity),
        "lot": line.lot,
        "expires": day(line.expires),
        "lots": [
            {"lot": each.lot, "expires": day(each.expires), "quantity": plain(each.quantity)}
            for each in line.lots
        ],
        "accepted": plain(line.accepted),
        "rejected": plain(line.rejected),
        "lost": plain(line.lost),
        "reason": line.reason,
    }
