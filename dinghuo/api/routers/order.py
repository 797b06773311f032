"""The calls about one order: look, answer, approve, cancel."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import ordering as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.seen import the_order
from dinghuo.api.shapes.order import OrderAnswer, order_shape
from dinghuo.api.shapes.sources import SourcesAnswer, sources_shape
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.timeline import timeline_of
from dinghuo.ordering.actions.approve_order import approve_order
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.confirm_order import LineAnswer, confirm_order
from dinghuo.ordering.actions.refuse_approval import refuse_approval
from dinghuo.ordering.queries import order as order_query
from dinghuo.ordering.queries.sources import sources_of
from dinghuo.promotions.queries.discounts_of import discounts_of

router = Router(tags=["Orders"])


@router.get("/orders/{number}", response=OrderAnswer, operation_id="order")
@reading(of=the_order)
def get_order(request: Call, number: str) -> dict[str, Any]:
    """One order with its lines and everything that has happened to it."""
    return told_order(request.auth, number)


def told_order(actor: Actor, number: str) -> dict[str, Any]:
    """The order as every call about it answers."""
    found = order_query.order(actor, number)
    discounts = discounts_of(actor, [found.id] if found.discount else [])
    return order_shape(found, list(found.lines.all()), timeline_of(actor, found.id), discounts)


@router.get("/orders/{number}/sources", response=SourcesAnswer, operation_id="order_sources")
@reading(of=the_order)
def get_sources(request: Call, number: str) -> dict[str, Any]:
    """From where its lines are served that wait for goods: so much now from which warehouse, so much with which
    delivery on which day. Lines that wait for nothing on its way aren't told."""
    lines = list(order_query.order(request.auth, number).lines.all())
    return {"items": sources_shape(lines, sources_of(request.auth, lines)), "next": None}


@router.post("/orders/{number}/approval", response=OrderAnswer, operation_id="approve_order")
@writing(of=the_order)
def post_approval(request: Call, number: str, body: bodies.Approval) -> dict[str, Any]:
    """Approve an order of the own house that waits for it, up to the approver's limit."""
    approve_order(request.auth, number, body.note)
    return told_order(request.auth, number)


@router.delete("/orders/{number}/approval", response=OrderAnswer, operation_id="refuse_approval")
@writing(of=the_order)
def delete_approval(request: Call, number: str, body: bodies.Why) -> dict[str, Any]:
    """Refuse an order of the own house that waits for approval; it is over, and what it held is free again."""
    refuse_approval(request.auth, number, body.reason)
    return told_order(request.auth, number)


@router.post("/orders/{number}/confirmation", response=OrderAnswer, operation_id="confirm_order")
@writing(of=the_order)
def post_confirmation(request: Call, number: str, body: bodies.Confirmation) -> dict[str, Any]:
    """Answer an order as its seller, line by line, in base units: accept, put on back-order, refuse.

    Without lines, everything that waits for an answer is accepted. It may be called again for what is left, and for
    what is on back-order once it has come in.
    """
    answers = [
        LineAnswer(
            line=line.line,
            accept=line.accept,
            backorder=line.backorder,
            refuse=line.refuse,
            promised_date=line.promised_date,
            reason=line.reason,
        )
        for line in body.lines
    ]
    confirm_order(request.auth, number, answers)
    return told_order(request.auth, number)


@router.post("/orders/{number}/cancellation", response=OrderAnswer, operation_id="cancel_order")
@writing(of=the_order)
def post_cancellation(request: Call, number: str, body: bodies.Why) -> dict[str, Any]:
    """Cancel what hasn't been shipped.

    A buyer cancels at once before the seller has answered; after that it becomes a proposed change
    (`cancel_requested` is true) that the seller accepts or declines. The seller cancels at once.
    """
    cancel_order(request.auth, number, body.reason)
    return told_order(request.auth, number)
