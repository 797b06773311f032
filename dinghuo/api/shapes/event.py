"""One step on a document's timeline: when, what, who, why."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import instant
from dinghuo.api.shapes.answer import Answer, InstantText


class EventAnswer(Answer):
    """Something that happened."""

    at: InstantText
    kind: str = Field(examples=["order.confirmed"])
    actor: str = Field(description="The person's name.")
    organisation: str = Field(description="The organisation's name.")
    why: str
    data: dict[str, Any]


def event(row: Any) -> dict[str, Any]:
    """An event row as the API tells it."""
    return {
        "at": instant(row.at),
        "kind": row.kind,
        "actor": row.person_name,
        "organisation": row.organisation_name,
        "why": row.why,
        "data": row.data,
    }
