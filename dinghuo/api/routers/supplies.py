"""The calls about goods on their way: enter them, change them, receive them, and how too little is shared."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import supply as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.seen import the_supply
from dinghuo.api.shapes.supply import (
    SharingRuleAnswer,
    SupplyAnswer,
    SupplyPage,
    SupplyReceiptAnswer,
    supply_shape,
)
from dinghuo.api.values import IdIn
from dinghuo.inventory.actions.set_sharing_rule import set_sharing_rule
from dinghuo.inventory.queries.incoming_supplies import incoming_supply, supplies
from dinghuo.ordering.actions.cancel_supply import cancel_supply
from dinghuo.ordering.actions.change_supply import SupplyChange, change_supply
from dinghuo.ordering.actions.receive_supply import receive_supply
from dinghuo.ordering.actions.save_supply import SupplyEntry, save_supply

router = Router(tags=["Stock"])


@router.get("/supplies", response=SupplyPage, operation_id="supplies")
@reading()
def get_supplies(request: Call, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """What is or was on its way to the key's organisation (the operator: everybody's), the newest first."""
    page = supplies(request.auth, after=after, limit=limit)
    return {"items": [supply_shape(row) for row in page.items], "next": page.next}


@router.get("/supplies/{id}", response=SupplyAnswer, operation_id="supply")
@reading(of=the_supply)
def get_supply(request: Call, id: IdIn) -> dict[str, Any]:
    """One of them."""
    return supply_shape(incoming_supply(request.auth, id))


@router.post("/supplies", response={201: SupplyAnswer}, operation_id="save_supply")
@writing(status=201)
def post_supply(request: Call, body: bodies.Supply) -> dict[str, Any]:
    """Enter goods on their way. Orders that wait for them are promised them at once, and told their day."""
    entry = SupplyEntry(
        body.sku, body.quantity, body.expected, body.reference, body.warehouse or "", body.presale
    )
    return supply_shape(incoming_supply(request.auth, save_supply(request.auth, entry).id))


@router.post("/supplies/{id}/change", response=SupplyAnswer, operation_id="change_supply")
@writing(of=the_supply)
def post_change(request: Call, id: IdIn, body: bodies.SupplyChange) -> dict[str, Any]:
    """Another day, more or fewer: who waits is promised anew - urgent first, then who ordered first - and told."""
    change_supply(request.auth, id, SupplyChange(body.quantity, body.expected, body.presale), body.why)
    return supply_shape(incoming_supply(request.auth, id))


@router.post("/supplies/{id}/receipt", response=SupplyReceiptAnswer, operation_id="receive_supply")
@writing(of=the_supply)
def post_receipt(request: Call, id: IdIn, body: bodies.SupplyReceipt) -> dict[str, Any]:
    """It has come: it is in stock, and back-orders are served in the same transaction.

    What is past its last day is refused as `expired-goods`, unless `expired`.
    """
    _supply, document = receive_supply(
        request.auth, id, body.quantity, body.lot, body.expires, expired=body.expired
    )
    return supply_shape(incoming_supply(request.auth, id)) | {"receipt": document.number}


@router.post("/supplies/{id}/closing", response=SupplyAnswer, operation_id="cancel_supply")
@writing(of=the_supply)
def post_closing(request: Call, id: IdIn, body: bodies.SupplyClosing) -> dict[str, Any]:
    """Nothing more comes: who was promised it is promised something else, if anything, and told."""
    cancel_supply(request.auth, id, body.why)
    return supply_shape(incoming_supply(request.auth, id))


@router.put("/sharing-rule", response=SharingRuleAnswer, operation_id="set_sharing_rule")
@writing()
def put_sharing_rule(request: Call, body: bodies.SharingRule) -> dict[str, Any]:
    """Say how goods are shared that are too few for all who wait; urgent orders come first by any rule."""
    return {"rule": set_sharing_rule(request.auth, body.rule).value}
