"""The calls about goods of one house in the warehouse of another."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import consignment as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.seen import the_consignment
from dinghuo.api.shapes.consignment import (
    ConsignedStatementAnswer,
    ConsignmentAnswer,
    ConsignmentPage,
    consignment_head,
    consignment_shape,
    statement_shape,
)
from dinghuo.api.values import DayIn, Word
from dinghuo.foundation.actor import Actor
from dinghuo.inventory.actions.answer_consignment import answer_consignment
from dinghuo.inventory.actions.end_consignment import end_consignment
from dinghuo.inventory.actions.propose_consignment import ConsignmentEntry, propose_consignment
from dinghuo.inventory.queries.consigned_statement import consigned_statement
from dinghuo.inventory.queries.consigned_stock import consigned_stock
from dinghuo.inventory.queries.consignments import consignment, consignments

router = Router(tags=["Stock"])


@router.get("/consignments", response=ConsignmentPage, operation_id="consignments")
@reading()
def get_consignments(
    request: Call,
    side: Word | None = None,
    state: Word | None = None,
    after: After = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """The agreements of the key's organisation (the operator: everybody's), newest first. `side`: `keeper` for others'
    goods with it, `owner` for its own with others."""
    page = consignments(request.auth, side or "", state or "", after, limit)
    return {"items": [consignment_head(row) for row in page.items], "next": page.next}


@router.post("/consignments", response={201: ConsignmentAnswer}, operation_id="propose_consignment")
@writing(status=201)
def post_consignment(request: Call, body: bodies.NewConsignment) -> dict[str, Any]:
    """Propose an agreement; it counts once the other house has agreed. One stands for an owner and a warehouse:
    `consignment-stands`."""
    entry = ConsignmentEntry(
        body.other,
        body.warehouse,
        body.valid_from,
        body.valid_until,
        body.goods,
        body.target or "",
        body.articles,
        body.ships,
        body.may_take,
        body.note,
    )
    return _told(request.auth, propose_consignment(request.auth, entry).number)


@router.get("/consignments/{number}", response=ConsignmentAnswer, operation_id="consignment")
@reading(of=the_consignment)
def get_consignment(request: Call, number: str) -> dict[str, Any]:
    """One agreement, with what lies there now."""
    return _told(request.auth, number)


@router.post("/consignments/{number}/answer", response=ConsignmentAnswer, operation_id="answer_consignment")
@writing(of=the_consignment)
def post_answer(request: Call, number: str, body: bodies.ConsignmentReply) -> dict[str, Any]:
    """Agree to what the other house proposed, or decline with a reason."""
    answer_consignment(request.auth, number, body.accept, body.why)
    return _told(request.auth, number)


@router.post("/consignments/{number}/end", response=ConsignmentAnswer, operation_id="end_consignment")
@writing(of=the_consignment)
def post_end(request: Call, number: str, body: bodies.ConsignmentEnd) -> dict[str, Any]:
    """End it, or take the proposal back. What lies there stays its owner's; it is counted, sold and sent on as
    before."""
    end_consignment(request.auth, number, body.why)
    return _told(request.auth, number)


@router.get(
    "/consignments/{number}/statement", response=ConsignedStatementAnswer, operation_id="consigned_statement"
)
@reading(of=the_consignment)
def get_statement(
    request: Call, number: str, first: DayIn | None = None, last: DayIn | None = None
) -> dict[str, Any]:
    """What lay there, came, was sold, taken and lost from the first to the last day (this month up to today), and by
    which documents: the same for both houses."""
    return statement_shape(consigned_statement(request.auth, number, first, last))


def _told(actor: Actor, number: str) -> dict[str, Any]:
    row = consignment(actor, number)
    return consignment_shape(row, consigned_stock(actor, row))
