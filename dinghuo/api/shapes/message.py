"""A message on an order as the API tells it."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import instant
from dinghuo.api.shapes.answer import Answer, IdText, InstantText


class MessageAnswer(Answer):
    """A message that both parties read."""

    id: IdText
    at: InstantText
    person: str
    organisation: str = Field(description="The organisation's name.")
    line: int | None
    text: str


class MessagesAnswer(Answer):
    """The thread of an order, oldest first."""

    items: list[MessageAnswer]
    next: None = None


def message_shape(message: Any) -> dict[str, Any]:
    """A message with its line loaded."""
    return {
        "id": str(message.id),
        "at": instant(message.at),
        "person": message.person_name,
        "organisation": message.organisation_name,
        "line": message.line.position if message.line_id else None,
        "text": message.text,
    }
