"""The call that answers several orders at once, and shares out what is too little for all of them."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import sharing as bodies
from dinghuo.api.calls import Call, writing
from dinghuo.api.shapes.sharing import ConfirmationsAnswer, confirmed_shape, shared_shape
from dinghuo.ordering.actions.confirm_orders import Answered, Decided, confirm_orders
from dinghuo.ordering.actions.preview_shares import preview_shares

router = Router(tags=["Orders"])


@router.post("/orders/confirmations", response=ConfirmationsAnswer, operation_id="confirm_orders")
@writing()
def post_confirmations(request: Call, body: bodies.Confirmations) -> dict[str, Any]:
    """Accept everything of several orders, as far as there are goods for all of them; the rest is on back-order.

    Where goods are too few, what is free and what these orders hold unanswered is shared out: urgent orders first, then
    by the seller's rule (`/sharing-rule`), in whole packs. `shares` decides otherwise, with a reason. With `dry_run`
    the answer shows who would get what, and nothing is kept. An order that can't be answered holds up no other: its
    result says why.
    """
    decided = [Decided(each.order, each.line, each.quantity) for each in body.shares]
    why = None if body.dry_run else body.why
    preview = preview_shares(request.auth, body.orders, decided, why)
    if body.dry_run:
        numbers = dict.fromkeys(body.orders)
        answered = [Answered(number, None, preview.refused.get(number)) for number in numbers]
    else:
        answered = confirm_orders(request.auth, body.orders, decided, body.why)
    return {
        "results": [confirmed_shape(each) for each in answered],
        "shared": [shared_shape(article) for article in preview.articles],
    }
