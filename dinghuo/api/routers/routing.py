"""The calls about which warehouse serves which line: the rules, a trial of them, one order's lines."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import routing as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.seen import the_order
from dinghuo.api.shapes.routing import (
    OrderRoutingAnswer,
    RoutingAnswer,
    RoutingPage,
    RoutingTrialAnswer,
    line_routings_shape,
    routing_shape,
    trial_shape,
)
from dinghuo.foundation.actor import Actor
from dinghuo.inventory.actions.set_routing import set_routing
from dinghuo.inventory.queries.routing import routing_versions
from dinghuo.ordering.actions.reallocate_goods import reallocate_goods
from dinghuo.ordering.actions.reroute_line import reroute_line
from dinghuo.ordering.queries import order as order_query
from dinghuo.ordering.queries.routing_of import routing_of
from dinghuo.ordering.queries.routing_trial import routing_trial

router = Router(tags=["Stock"])


@router.get("/routing", response=RoutingPage, operation_id="routing")
@reading()
def get_routing(request: Call) -> dict[str, Any]:
    """The house's rules of which warehouse serves which line, the newest version first."""
    return {"items": [routing_shape(row) for row in routing_versions(request.auth)], "next": None}


@router.put("/routing", response=RoutingAnswer, operation_id="set_routing")
@writing()
def put_routing(request: Call, body: bodies.RoutingRules) -> dict[str, Any]:
    """Put rules in force for new orders. The first decides first, the next what it leaves equal."""
    version = set_routing(request.auth, body.rules).version
    return routing_shape(next(row for row in routing_versions(request.auth) if row.version == version))


@router.post("/routing/trial", response=RoutingTrialAnswer, operation_id="try_routing")
@writing()
def post_trial(request: Call, body: bodies.RoutingTrial) -> dict[str, Any]:
    """What would change in the house's past orders: they are served anew by the rules in force and by these, out of
    what is free now with what they took put back. Writes nothing."""
    return trial_shape(routing_trial(request.auth, body.rules, body.days))


@router.get("/orders/{number}/routing", response=OrderRoutingAnswer, operation_id="order_routing")
@reading(of=the_order)
def get_order_routing(request: Call, number: str) -> dict[str, Any]:
    """From which of the house's warehouses the lines come, and which rules chose them; for the seller alone."""
    return {"items": _lines(request.auth, number), "next": None}


@router.post(
    "/orders/{number}/lines/{line}/routing", response=OrderRoutingAnswer, operation_id="reroute_line"
)
@writing(of=the_order)
def post_reroute(request: Call, number: str, line: int, body: bodies.Reroute) -> dict[str, Any]:
    """Let a line's goods come from another warehouse, with a reason: all or nothing, fresh enough for the buyer."""
    reroute_line(request.auth, number, line, body.warehouse, body.why, body.quantity)
    return {"items": _lines(request.auth, number), "next": None}


@router.post(
    "/orders/{number}/lines/{line}/reallocation", response=OrderRoutingAnswer, operation_id="reallocate_goods"
)
@writing(of=the_order)
def post_reallocation(request: Call, number: str, line: int, body: bodies.Reallocation) -> dict[str, Any]:
    """Give what a line holds to another order of the seller's that waits for the article, with a reason: all or
    nothing. Both orders' buyers are told, neither of the other. Answers with what the giving order's lines hold now."""
    reallocate_goods(request.auth, number, line, body.to, body.quantity, body.why)
    return {"items": _lines(request.auth, number), "next": None}


def _lines(actor: Actor, number: str) -> list[dict[str, Any]]:
    return line_routings_shape(routing_of(actor, order_query.order(actor, number).lines.all()))
