"""The calls about orders: place, look, answer, approve, cancel."""

from typing import Annotated, Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import WithJsonSchema

from dinghuo.api.bodies import ordering as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.seen import the_order
from dinghuo.api.shapes.order import OrderAnswer, OrderPage, PlacementAnswer, by_subject, order_shape
from dinghuo.api.values import MomentIn, Name, Word, start_of
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.timeline import timeline_of
from dinghuo.ordering.actions.approve_order import approve_order
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.confirm_order import LineAnswer, confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, Placement, place_order
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.actions.refuse_approval import refuse_approval
from dinghuo.ordering.queries import order as order_query
from dinghuo.ordering.queries import orders as orders_query
from dinghuo.ordering.queries.parties import with_parties
from dinghuo.ordering.states import OrderState

router = Router(tags=["Orders"])

#: A word, so that an unknown one is told with the other faults, and in words.
State = Annotated[Word, WithJsonSchema({"type": "string", "enum": list(OrderState)})]


@router.post("/orders", response={200: PlacementAnswer, 201: PlacementAnswer}, operation_id="place_order")
def post_order(request: Call, body: bodies.Placement) -> Any:
    """Place an order: all of it or nothing, one order per seller.

    With `dry_run` the answer (200) shows what would be placed - prices, totals, approval - and nothing is kept.
    Refused as `out-of-stock`, `credit-exceeded`, `price-on-request`, `below-minimum-order` or
    `payment-method-unavailable`, with the lines concerned and what would be possible instead.
    """
    return (_preview if body.dry_run else _place)(request, body=body)


@writing(status=201)
def _place(request: Call, body: bodies.Placement) -> dict[str, Any]:
    placement = place_order(request.auth, _wanted(body))
    return {"group": placement.group.number, "orders": _placed(request.auth, placement)}


@writing()
def _preview(request: Call, body: bodies.Placement) -> dict[str, Any]:
    preview = preview_order(request.auth, _wanted(body))
    return {
        "group": None,
        "orders": _placed(request.auth, preview.placement, numbered=False),
        "needs_approval": preview.needs_approval,
    }


def _wanted(body: bodies.Placement) -> OrderRequest:
    return OrderRequest(
        lines=[
            LineRequest(line.sku, line.quantity, line.unit, line.seller, line.requested_date, line.price)
            for line in body.lines
        ],
        payment_method=body.payment.method,
        buyer=body.buyer,
        address_id=body.delivery.address,
        requested_date=body.delivery.requested_date,
        kind=body.type,
        reference=body.reference,
        note=body.note,
    )


def _placed(actor: Actor, placement: Placement, numbered: bool = True) -> list[dict[str, Any]]:
    orders = with_parties(actor, placement.orders)
    events = by_subject(placement.events if numbered else ())
    return [
        order_shape(
            order,
            [line for line in placement.lines if line.order_id == order.id],
            events.get(order.id, ()),
            numbered,
        )
        for order in orders
    ]


@router.get("/orders", response=OrderPage, operation_id="orders")
@reading()
def get_orders(
    request: Call,
    state: State | None = None,
    since: MomentIn | None = None,
    reference: Name | None = None,
    after: After = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """Orders in which the key's organisation takes part, newest first.

    `since` takes those placed at or after an instant; `reference` is the buyer's own number, exactly.
    """
    placed_since = start_of(since, request.auth.time_zone)
    wanted = orders_query.OrderFilter(state=_known_state(state), since=placed_since, reference=reference)
    page = orders_query.orders(request.auth, wanted, after, limit)
    prefetch_related_objects(page.items, "lines")
    events = by_subject(timeline_of(request.auth, *(order.id for order in page.items)))
    items = [order_shape(order, order.lines.all(), events.get(order.id, ())) for order in page.items]
    return {"items": items, "next": page.next}


def _known_state(state: str | None) -> str | None:
    if state is not None and state not in list(OrderState):
        told = _("One of these: %(words)s.") % {"words": ", ".join(OrderState)}
        raise Invalid([Fault("state", "unknown", told)])
    return state


@router.get("/orders/{number}", response=OrderAnswer, operation_id="order")
@reading(of=the_order)
def get_order(request: Call, number: str) -> dict[str, Any]:
    """One order with its lines and everything that has happened to it."""
    return told_order(request.auth, number)


def told_order(actor: Actor, number: str) -> dict[str, Any]:
    """The order as every call about it answers."""
    found = order_query.order(actor, number)
    return order_shape(found, found.lines.all(), timeline_of(actor, found.id))


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
