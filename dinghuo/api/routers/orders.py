"""The calls about all orders: look through them, place one, or many at once."""

from typing import Annotated, Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from ninja import Router
from pydantic import WithJsonSchema

from dinghuo.api.bodies import ordering as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.problems import Problem, invalid, problem_of
from dinghuo.api.shapes.order import BatchAnswer, OrderPage, PlacementAnswer, by_subject, order_shape
from dinghuo.api.values import MomentIn, Name, Word, start_of
from dinghuo.foundation.errors import DinghuoError, Fault, Invalid
from dinghuo.foundation.timeline import timeline_of
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, Placement, place_order
from dinghuo.ordering.actions.place_orders import place_orders
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.queries import orders as orders_query
from dinghuo.ordering.queries.parties import with_parties
from dinghuo.ordering.states import OrderState

router = Router(tags=["Orders"])

#: Lines that all orders of one call may have together.
MOST_LINES = 10_000


#: A word, so that an unknown one is told with the other faults, and in words.
State = Annotated[Word, WithJsonSchema({"type": "string", "enum": list(OrderState)})]


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


@router.post("/orders", response={200: PlacementAnswer, 201: PlacementAnswer}, operation_id="place_order")
def post_order(request: Call, body: bodies.Placement) -> Any:
    """Place an order: all of it or nothing, one order per seller.

    With `dry_run` the answer (200) shows what would be placed - prices, totals, approval - and nothing is kept.
    Refused as `out-of-stock`, `quota-exceeded`, `credit-exceeded`, `price-on-request`, `below-minimum-order`,
    `coupon-refused` or `payment-method-unavailable`, with the lines concerned and what would be possible instead.
    """
    return (_preview if body.dry_run else _place)(request, body=body)


@writing(status=201)
def _place(request: Call, body: bodies.Placement) -> dict[str, Any]:
    placement = place_order(request.auth, _wanted(body))
    with_parties(request.auth, placement.orders)
    return _placed(placement)


@writing()
def _preview(request: Call, body: bodies.Placement) -> dict[str, Any]:
    preview = preview_order(request.auth, _wanted(body))
    with_parties(request.auth, preview.placement.orders)
    placed = _placed(preview.placement, numbered=False)
    return placed | {"group": None, "needs_approval": preview.needs_approval}


@router.post("/orders/batch", response=BatchAnswer, operation_id="place_orders")
@writing()
def post_orders(request: Call, body: bodies.Batch) -> dict[str, Any]:
    """Place many orders in one call and one transaction, each as a whole or not at all.

    They take their turns in the order given, and one that is refused keeps nothing from the next. Each result has the
    status and body that a call for that order alone would have answered with (of a malformed one, only what is
    malformed); the call itself is 200 whatever the results are. Under one Idempotency-Key the whole call takes effect
    once.
    """
    if sum(len(order.lines) for order in body.orders) > MOST_LINES:
        told = ngettext("At most %(most)s line.", "At most %(most)s lines.", MOST_LINES)
        raise Invalid([Fault("orders", "too-many", told % {"most": MOST_LINES})])
    if not body.orders:
        raise Invalid([Fault("orders", "required", _("Give at least one order."))])
    readable = [order for order in body.orders if not order.shape_faults]
    outcomes = place_orders(request.auth, [_wanted(order) for order in readable])
    placements = [outcome for outcome in outcomes if isinstance(outcome, Placement)]
    with_parties(request.auth, [order for placement in placements for order in placement.orders])
    results = iter(outcomes)
    return {
        "results": [
            _refused(invalid(order.shape_faults)) if order.shape_faults else _result(next(results))
            for order in body.orders
        ]
    }


def _result(outcome: Placement | DinghuoError) -> dict[str, Any]:
    if isinstance(outcome, DinghuoError):
        return _refused(problem_of(outcome))
    return {"status": 201, "body": _placed(outcome)}


def _refused(problem: Problem) -> dict[str, Any]:
    return {"status": problem.status, "body": problem.document()}


def _wanted(body: bodies.Wanted) -> OrderRequest:
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
        codes=body.codes,
    )


def _placed(placement: Placement, numbered: bool = True) -> dict[str, Any]:
    """The placement as the API tells it; its orders have their parties loaded."""
    events = by_subject(placement.events)
    return {
        "group": placement.group.number,
        "orders": [
            order_shape(
                order,
                [line for line in placement.lines if line.order_id == order.id],
                events.get(order.id, ()),
                numbered,
            )
            for order in placement.orders
        ],
    }
