"""The calls about documents of stock: receipts, scrap, adjustments, transfers, counts."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import inventory as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.seen import the_stock_document
from dinghuo.api.shapes.stock_document import (
    PutAwayAnswer,
    StockDocumentAnswer,
    StockDocumentPage,
    head_shape,
    put_away_shape,
    stock_document_shape,
)
from dinghuo.api.values import Name, Word
from dinghuo.foundation.actor import Actor
from dinghuo.fulfilment.actions.approve_count import approve_count
from dinghuo.inventory.actions.approve_stock_document import approve_stock_document
from dinghuo.inventory.actions.cancel_stock_document import cancel_stock_document
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.put_away_scan import put_away_scan
from dinghuo.inventory.actions.receive_transfer import receive_transfer
from dinghuo.inventory.actions.refuse_stock_document import refuse_stock_document
from dinghuo.inventory.actions.scan_arrival import scan_arrival
from dinghuo.inventory.actions.scan_into_document import scan_into_document
from dinghuo.inventory.actions.set_stock_line import set_stock_line
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.queries.stock_documents import stock_document, stock_documents

router = Router(tags=["Stock"])


@router.get("/stock-documents", response=StockDocumentPage, operation_id="stock_documents")
@reading()
def get_stock_documents(
    request: Call,
    kind: Word | None = None,
    state: Word | None = None,
    search: Name = "",
    after: After = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """The documents of the key's organisation (the operator: everybody's), newest first, without their lines; also
    those about goods that it keeps for others, or others for it."""
    page = stock_documents(request.auth, kind or "", state or "", search, after, limit)
    return {"items": [head_shape(each) for each in page.items], "next": page.next}


@router.post("/stock-documents", response={201: StockDocumentAnswer}, operation_id="open_stock_document")
@writing(status=201)
def post_stock_document(request: Call, body: bodies.NewStockDocument) -> dict[str, Any]:
    """Begin a document; nothing moves before it is submitted, at once with `submit`.

    A count that isn't blind and has no lines begins with all that should be there, to be counted.
    """
    entry = DocumentEntry(
        body.kind,
        body.warehouse or "",
        body.target or "",
        body.partner,
        body.reference,
        body.why,
        body.blind,
        [_entry(line) for line in body.lines],
        body.owner or "",
    )
    number = open_stock_document(request.auth, entry).number
    if body.submit:
        submit_stock_document(request.auth, number, expired=body.expired)
    return _told(request.auth, number)


@router.get("/stock-documents/{number}", response=StockDocumentAnswer, operation_id="stock_document")
@reading(of=the_stock_document)
def get_stock_document(request: Call, number: str) -> dict[str, Any]:
    """One document with its lines."""
    return _told(request.auth, number)


@router.post("/stock-documents/{number}/lines", response=StockDocumentAnswer, operation_id="set_stock_line")
@writing(of=the_stock_document)
def post_line(request: Call, number: str, body: bodies.DocumentLineIn) -> dict[str, Any]:
    """Enter a line; it replaces that of the same article and lot."""
    set_stock_line(request.auth, number, _entry(body), counted_at=body.counted_at)
    return _told(request.auth, number)


@router.post(
    "/stock-documents/{number}/scans", response=StockDocumentAnswer, operation_id="scan_into_document"
)
@writing(of=the_stock_document)
def post_scan(request: Call, number: str, body: bodies.Scan) -> dict[str, Any]:
    """Add what was scanned. The same carton twice is refused as `already-scanned`, unless `again`."""
    scan_into_document(request.auth, number, body.code, body.quantity, body.bin, body.again)
    return _told(request.auth, number)


@router.post(
    "/stock-documents/{number}/submission",
    response=StockDocumentAnswer,
    operation_id="submit_stock_document",
)
@writing(of=the_stock_document)
def post_submission(request: Call, number: str, body: bodies.Submission) -> dict[str, Any]:
    """Post it, send it off, or let it wait for somebody else's approval: `state` tells.

    A receipt of goods that are past their last day is refused as `expired-goods`, unless `expired`.
    """
    submit_stock_document(request.auth, number, expired=body.expired)
    return _told(request.auth, number)


@router.post(
    "/stock-documents/{number}/approval",
    response=StockDocumentAnswer,
    operation_id="approve_stock_document",
)
@writing(of=the_stock_document)
def post_approval(request: Call, number: str, body: bodies.Decision) -> dict[str, Any]:
    """Agree to what waits. Where a count finds less than is promised, who ordered last goes without."""
    found = stock_document(request.auth, number).document
    approve = approve_count if found.kind == "count" else approve_stock_document
    approve(request.auth, number, body.note)
    return _told(request.auth, number)


@router.delete(
    "/stock-documents/{number}/approval", response=StockDocumentAnswer, operation_id="refuse_stock_document"
)
@writing(of=the_stock_document)
def delete_approval(request: Call, number: str, body: bodies.SendBack) -> dict[str, Any]:
    """Send back what waits, with a reason."""
    refuse_stock_document(request.auth, number, body.reason)
    return _told(request.auth, number)


@router.post(
    "/stock-documents/{number}/cancellation",
    response=StockDocumentAnswer,
    operation_id="cancel_stock_document",
)
@writing(of=the_stock_document)
def post_cancellation(request: Call, number: str, body: bodies.Decision) -> dict[str, Any]:
    """Give up what hasn't moved anything."""
    cancel_stock_document(request.auth, number, body.note)
    return _told(request.auth, number)


@router.post(
    "/stock-documents/{number}/arrival", response=StockDocumentAnswer, operation_id="receive_transfer"
)
@writing(of=the_stock_document)
def post_arrival(request: Call, number: str, body: bodies.Arrival) -> dict[str, Any]:
    """Receive what arrived of a transfer; without lines all that is on its way."""
    arrived = {line.line: line.quantity for line in body.lines} if body.lines or body.finish else None
    receive_transfer(request.auth, number, arrived, body.finish, body.why, body.more)
    return _told(request.auth, number)


@router.post(
    "/stock-documents/{number}/arrival-scans", response=StockDocumentAnswer, operation_id="scan_arrival"
)
@writing(of=the_stock_document)
def post_arrival_scan(request: Call, number: str, body: bodies.ArrivalScan) -> dict[str, Any]:
    """Receive what was scanned of a transfer. The same carton twice is refused as `already-scanned`, unless `again`."""
    scan_arrival(request.auth, number, body.code, body.quantity, body.lot, body.again, body.more, body.why)
    return _told(request.auth, number)


@router.post("/put-aways", response=PutAwayAnswer, operation_id="put_away")
@writing()
def post_put_away(request: Call, body: bodies.PutAway) -> dict[str, Any]:
    """Note in which bin of a warehouse goods lie, by scan."""
    line = put_away_scan(request.auth, body.code, body.bin, body.warehouse or "", body.lot, body.owner or "")
    return put_away_shape(line)


def _entry(line: bodies.DocumentLine) -> LineEntry:
    return LineEntry(
        line.sku,
        line.quantity,
        line.lot,
        line.expires,
        line.made,
        line.supplier_lot,
        line.bin,
        line.unit or "",
        line.unit_cost,
    )


def _told(actor: Actor, number: str) -> dict[str, Any]:
    return stock_document_shape(stock_document(actor, number))
