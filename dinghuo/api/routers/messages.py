"""The calls about an order's message thread."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import ordering as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.seen import the_order
from dinghuo.api.shapes.message import MessageAnswer, MessagesAnswer, message_shape
from dinghuo.ordering.actions.send_message import send_message
from dinghuo.ordering.queries.messages import messages

router = Router(tags=["Messages"])


@router.get("/orders/{number}/messages", response=MessagesAnswer, operation_id="messages")
@reading(of=the_order)
def get_messages(request: Call, number: str) -> dict[str, Any]:
    """The thread of an order, oldest first."""
    return {"items": [message_shape(message) for message in messages(request.auth, number)], "next": None}


@router.post("/orders/{number}/messages", response={201: MessageAnswer}, operation_id="send_message")
@writing(status=201, of=the_order)
def post_message(request: Call, number: str, body: bodies.Message) -> dict[str, Any]:
    """Write to the other side, about the order or about one of its lines."""
    return message_shape(send_message(request.auth, number, body.text, body.line))
