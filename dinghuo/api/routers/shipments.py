"""The calls about shipments: send, follow, receive."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import fulfilment as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.routers.order import told_order
from dinghuo.api.seen import the_order, the_shipment
from dinghuo.api.shapes.order import OrderAnswer
from dinghuo.api.shapes.shipment import ShipmentAnswer, ShipmentsAnswer, shipment_shape
from dinghuo.fulfilment.actions.add_tracking import add_tracking
from dinghuo.fulfilment.actions.receive_shipment import LineReceipt, receive_shipment
from dinghuo.fulfilment.actions.ship_order import LineShipment, ship_order
from dinghuo.fulfilment.queries.shipments import shipment, shipments_of
from dinghuo.ordering.queries import order as order_query

router = Router(tags=["Shipments"])


@router.post("/orders/{number}/shipments", response={201: ShipmentAnswer}, operation_id="ship_order")
@writing(status=201, of=the_order)
def post_shipment(request: Call, number: str, body: bodies.NewShipment) -> dict[str, Any]:
    """Ship confirmed lines of an order as its seller, in base units.

    Without lines, all that is confirmed and in the warehouse is shipped.
    """
    lines = [LineShipment(line.line, line.quantity, line.lot, line.expires) for line in body.lines]
    sent = ship_order(request.auth, number, lines, body.carrier, body.tracking_number, body.note)
    return shipment_shape(shipment(request.auth, sent.number))


@router.get("/orders/{number}/shipments", response=ShipmentsAnswer, operation_id="shipments")
@reading(of=the_order)
def get_shipments(request: Call, number: str) -> dict[str, Any]:
    """The shipments of an order, oldest first."""
    order = order_query.order(request.auth, number)
    found = shipments_of(request.auth, order.id)
    return {"items": [shipment_shape(each) for each in found], "next": None}


@router.get("/shipments/{number}", response=ShipmentAnswer, operation_id="shipment")
@reading(of=the_shipment)
def get_shipment(request: Call, number: str) -> dict[str, Any]:
    """One shipment with its lines, news from the way and receipts."""
    return shipment_shape(shipment(request.auth, number))


@router.post("/shipments/{number}/tracking", response=ShipmentAnswer, operation_id="add_tracking")
@writing(of=the_shipment)
def post_tracking(request: Call, number: str, body: bodies.Tracking) -> dict[str, Any]:
    """Tell where a shipment is, as its seller or carrier."""
    add_tracking(request.auth, number, body.status, body.at, body.place, body.text)
    return shipment_shape(shipment(request.auth, number))


@router.post("/shipments/{number}/receipt", response=OrderAnswer, operation_id="receive_shipment")
@writing(of=the_shipment)
def post_receipt(request: Call, number: str, body: bodies.Receipt) -> dict[str, Any]:
    """Take in what has arrived, as its buyer: accepted and rejected per line, in base units.

    Without lines, everything on its way is accepted. Where less is given, the rest stays on its way. The answer is the
    order; its invoice follows within moments.
    """
    lines = [LineReceipt(line.line, line.accepted, line.rejected, line.reason) for line in body.lines]
    receipt = receive_shipment(request.auth, number, lines, body.note)
    return told_order(request.auth, receipt.order.number)
