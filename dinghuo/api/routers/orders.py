"""The calls about all orders: look through them, place one, or many at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from ninja import Router
from pydantic import WithJsonSchema

from dinghuo.api.bodies import ordering as bodies
from dinghuo.api.calls import Call, further, reading, writing
from dinghuo.api.own_codes import named_articles
from dinghuo.api.paging import After, Limit
from dinghuo.api.problems import Problem, invalid, problem_of
from dinghuo.api.shapes.freight import freight_gap_shape
from dinghuo.api.shapes.order import (
    BatchAnswer,
    OrderPage,
    PlacementAnswer,
    by_subject,
    near_shape,
    order_shape,
)
from dinghuo.api.values import MomentIn, Name, Word, start_of
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import DinghuoError, Fault, Invalid
from dinghuo.foundation.timeline import timeline_of
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, Placement, place_order
from dinghuo.ordering.actions.place_orders import place_orders
from dinghuo.ordering.actions.preview_order import Preview, preview_order
from dinghuo.ordering.queries import orders as orders_query
from dinghuo.ordering.queries.parties import with_parties
from dinghuo.ordering.states import OrderState
from dinghuo.promotions.queries.discounts_of import LineDiscount, discounts_of
from dinghuo.promotions.queries.skus_of import skus_of
from dinghuo.promotions.queries.words import offer_name

router = Router(tags=["Orders"])
Done = TypeVar("Done")

#: Lines that all orders of one call may have together.
MOST_LINES = 10_000
#: Promotions nearly got that a dry run tells.
MOST_NEAR = 5
#: What promotions gave, by order line.
Discounts = Mapping[UUID, Sequence[LineDiscount]]


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
    discounts = discounts_of(request.auth, [order.id for order in page.items if order.discount])
    items = [
        order_shape(order, list(order.lines.all()), events.get(order.id, ()), discounts)
        for order in page.items
    ]
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
    placement = _named(request.auth, body, lambda wanted: place_order(request.auth, wanted))
    with_parties(request.auth, placement.orders)
    return _placed(placement, _discounts(request.auth, [placement]))


@writing()
def _preview(request: Call, body: bodies.Placement) -> dict[str, Any]:
    preview = _named(request.auth, body, lambda wanted: preview_order(request.auth, wanted))
    with_parties(request.auth, preview.placement.orders)
    placed = _placed(preview.placement, _granted(preview), numbered=False)
    return placed | {
        "group": None,
        "near": _near(request.auth, preview),
        "near_free_freight": _free_from(preview),
        "needs_approval": preview.needs_approval,
    }


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
    unnamed = named_articles(request.auth, [order for order in body.orders if not order.shape_faults])
    readable = [order for order in body.orders if not order.shape_faults and id(order) not in unnamed]
    outcomes = place_orders(request.auth, [_wanted(order) for order in readable])
    placements = [outcome for outcome in outcomes if isinstance(outcome, Placement)]
    with_parties(request.auth, [order for placement in placements for order in placement.orders])
    discounts = _discounts(request.auth, placements)
    results = iter(outcomes)
    return {
        "results": [
            _refused(invalid(faults))
            if (faults := order.shape_faults or unnamed.get(id(order)))
            else _result(next(results), discounts)
            for order in body.orders
        ]
    }


def _result(outcome: Placement | DinghuoError, discounts: Discounts) -> dict[str, Any]:
    if isinstance(outcome, DinghuoError):
        return _refused(problem_of(outcome))
    return {"status": 201, "body": _placed(outcome, discounts)}


def _refused(problem: Problem) -> dict[str, Any]:
    return {"status": problem.status, "body": problem.document()}


def _named(actor: Actor, body: bodies.Wanted, deed: Callable[[OrderRequest], Done]) -> Done:
    """Done with the articles that are named, by own codes too; what is wrong with those is told with all else."""
    faults = named_articles(actor, [body]).get(id(body), [])
    if faults:
        # The article of such a line isn't known: that is told already, of the name that was given.
        told = {fault.path.replace(".own_code", ".sku") for fault in faults}
        found = further(faults, lambda: deed(_wanted(body)))
        raise Invalid(faults + [fault for fault in found if fault.path not in told])
    return deed(_wanted(body))


def _wanted(body: bodies.Wanted) -> OrderRequest:
    return OrderRequest(
        lines=[
            LineRequest(
                line.sku or "",
                line.quantity,
                line.unit,
                line.seller,
                line.requested_date,
                line.price,
                line.options,
            )
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


def _discounts(actor: Actor, placements: Sequence[Placement]) -> Discounts:
    """What promotions gave; nothing is asked where nothing is off."""
    orders = [order for placement in placements for order in placement.orders]
    return discounts_of(actor, [order.id for order in orders if order.discount])


def _granted(preview: Preview) -> Discounts:
    """The same of what is only tried."""
    found: dict[UUID, list[LineDiscount]] = {}
    lines = {line.id for line in preview.placement.lines}
    for grant in preview.discounts.grants:
        code = grant.offer.coupon.code if grant.offer.coupon else ""
        for line_id, amount in grant.parts.items():
            key = UUID(str(line_id))
            if key not in lines:
                # What is freed of freight stands under its seller: the orders tell it themselves.
                continue
            one = LineDiscount(key, grant.offer.key, offer_name(grant.offer), code, amount)
            found.setdefault(key, []).append(one)
    return found


def _near(actor: Actor, preview: Preview) -> list[dict[str, Any]]:
    """What is nearly got; what a code opens is told with the code."""
    near = [each for each in preview.discounts.near if each.offer.coupon is None][:MOST_NEAR]
    skus = skus_of(actor, [each.variant_id for each in near if each.variant_id])
    return [near_shape(each, skus, preview.placement.group.currency) for each in near]


def _free_from(preview: Preview) -> list[dict[str, Any]]:
    codes = {order.seller_id: order.seller.code for order in preview.placement.orders}
    currency = preview.placement.group.currency
    return [freight_gap_shape(gap, codes, currency) for gap in preview.freight_gaps]


def _placed(placement: Placement, discounts: Discounts, numbered: bool = True) -> dict[str, Any]:
    """The placement as the API tells it; its orders have their parties loaded."""
    events = by_subject(placement.events)
    return {
        "group": placement.group.number,
        "orders": [
            order_shape(
                order,
                [line for line in placement.lines if line.order_id == order.id],
                events.get(order.id, ()),
                discounts,
                numbered,
            )
            for order in placement.orders
        ],
        "near": [],
        "near_free_freight": [],
    }
