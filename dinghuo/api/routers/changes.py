"""The calls about changes of orders: propose, look, accept, decline."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import ordering as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.seen import the_change, the_order
from dinghuo.api.shapes.change import ChangeAnswer, ChangesAnswer, change_shape
from dinghuo.api.values import IdIn
from dinghuo.ordering.actions.accept_change import accept_change
from dinghuo.ordering.actions.decline_change import decline_change
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.queries import changes as changes_query
from dinghuo.ordering.queries import order as order_query

router = Router(tags=["Changes"])


@router.get("/orders/{number}/changes", response=ChangesAnswer, operation_id="changes")
@reading(of=the_order)
def get_changes(request: Call, number: str) -> dict[str, Any]:
    """The changes proposed for an order, oldest first."""
    order = order_query.order(request.auth, number)
    changes = changes_query.changes_of(request.auth, order)
    return {"items": [change_shape(change, order.number) for change in changes], "next": None}


@router.post("/orders/{number}/changes", response={201: ChangeAnswer}, operation_id="propose_change")
@writing(status=201, of=the_order)
def post_change(request: Call, number: str, body: bodies.Change) -> dict[str, Any]:
    """Ask the other side to change the order.

    The change is tried on the spot, so it is refused now where it can't be (`stale-version`, `out-of-stock`,
    `credit-exceeded`), and the answer says what it would mean for money, credit and approval.
    """
    actions = [
        {name: value if isinstance(value, int) else str(value) for name, value in action if value is not None}
        for action in body.actions
    ]
    change = propose_change(request.auth, number, body.base_version, actions, body.reason)
    return change_shape(change, number)


@router.post("/changes/{id}/acceptance", response=ChangeAnswer, operation_id="accept_change")
@writing(of=the_change)
def post_acceptance(request: Call, id: IdIn) -> dict[str, Any]:
    """Accept a change that the other side proposed: the order is changed."""
    accept_change(request.auth, id)
    return _told(request, id)


@router.delete("/changes/{id}/acceptance", response=ChangeAnswer, operation_id="decline_change")
@writing(of=the_change)
def delete_acceptance(request: Call, id: IdIn, body: bodies.MaybeWhy) -> dict[str, Any]:
    """Decline a change that the other side proposed, or take back one's own."""
    decline_change(request.auth, id, body.reason)
    return _told(request, id)


def _told(request: Call, change_id: IdIn) -> dict[str, Any]:
    change = changes_query.change(request.auth, change_id)
    return change_shape(change, change.order.number)
