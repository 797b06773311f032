"""The calls about picking: begin, scan, put back, send off."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import fulfilment as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.seen import the_picking
from dinghuo.api.shapes.picking import PickingAnswer, PickingsAnswer, picking_head, picking_shape
from dinghuo.api.shapes.shipment import ShipmentAnswer, shipment_shape
from dinghuo.fulfilment.actions.begin_picking import begin_picking
from dinghuo.fulfilment.actions.end_picking import end_picking
from dinghuo.fulfilment.actions.put_back_pick import put_back_pick
from dinghuo.fulfilment.actions.scan_pick import scan_pick
from dinghuo.fulfilment.actions.ship_picked import ship_picked
from dinghuo.fulfilment.queries.pickings import kept_pickings, open_pickings, picked_shipment, picking
from dinghuo.fulfilment.queries.shipments import shipment

router = Router(tags=["Shipments"])


@router.get("/pickings", response=PickingsAnswer, operation_id="pickings")
@reading()
def get_pickings(request: Call) -> dict[str, Any]:
    """The pickings underway of the key's house, newest first; then those of goods that it keeps for others."""
    rows = [*open_pickings(request.auth), *kept_pickings(request.auth)]
    return {"items": [picking_head(each) for each in rows], "next": None}


@router.post("/pickings", response={201: PickingAnswer}, operation_id="begin_picking")
@writing(status=201)
def post_picking(request: Call, body: bodies.NewPicking) -> dict[str, Any]:
    """Begin to pick an order in a warehouse; whoever has begun gets the same again.

    Refused as `already-picking` where somebody else does it, unless `take_over`.
    """
    begun = begin_picking(request.auth, body.order, body.warehouse or "", body.take_over)
    return picking_shape(picking(request.auth, begun.number))


@router.get("/pickings/{number}", response=PickingAnswer, operation_id="picking")
@reading(of=the_picking)
def get_picking(request: Call, number: str) -> dict[str, Any]:
    """One picking: what to take from where, in the order of the bins, and what is picked already."""
    return picking_shape(picking(request.auth, number))


@router.post("/pickings/{number}/scans", response=PickingAnswer, operation_id="scan_pick")
@writing(of=the_picking)
def post_scan(request: Call, number: str, body: bodies.PickScan) -> dict[str, Any]:
    """Pick what was scanned: a GTIN, a GS1 code with lot and count, or an article's number.

    Refused in words, and nothing is picked, for another article (`not-for-this-order`), another lot (`other-lot`),
    more than is wanted (`picked-enough`) and the same carton twice (`already-scanned`).
    """
    scan_pick(request.auth, number, body.code, body.quantity, body.lot, body.again)
    return picking_shape(picking(request.auth, number))


@router.post("/pickings/{number}/returns", response=PickingAnswer, operation_id="put_back_pick")
@writing(of=the_picking)
def post_return(request: Call, number: str, body: bodies.PickReturn) -> dict[str, Any]:
    """Put picked goods back on the shelf."""
    put_back_pick(request.auth, number, body.line, body.lot, body.quantity)
    return picking_shape(picking(request.auth, number))


@router.post("/pickings/{number}/shipment", response={201: ShipmentAnswer}, operation_id="ship_picked")
@writing(status=201, of=the_picking)
def post_shipment(request: Call, number: str, body: bodies.PickedShipment) -> dict[str, Any]:
    """Ship what was picked, of those lots, and end the picking; the rest stays to be picked."""
    sent = ship_picked(request.auth, number, body.carrier, body.tracking_number, body.note)
    if sent.seller_id == request.auth.organisation_id:
        return shipment_shape(shipment(request.auth, sent.number))
    return shipment_shape(picked_shipment(request.auth, number))


@router.post("/pickings/{number}/end", response=PickingAnswer, operation_id="end_picking")
@writing(of=the_picking)
def post_end(request: Call, number: str) -> dict[str, Any]:
    """Give it up: everything is back on the shelves, and the order keeps its goods."""
    end_picking(request.auth, number)
    return picking_shape(picking(request.auth, number))
