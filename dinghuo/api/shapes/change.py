"""A proposed change of an order as the API tells it."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import instant
from dinghuo.api.shapes.answer import Answer, DecimalText, IdText, InstantText


class ConsequencesAnswer(Answer):
    """What the change would mean."""

    total_before: DecimalText
    total_after: DecimalText
    currency: str
    credit: DecimalText | None = Field(
        description="More credit needed (negative: given back); null if not on credit."
    )
    approval: str = Field(examples=["needed"])


class ChangeAnswer(Answer):
    """A change that one side proposed; the other accepts or declines it."""

    id: IdText
    order: str
    proposed_by: str = Field(description="`buyer` or `seller`.")
    person: str
    base_version: int
    actions: list[dict[str, Any]]
    reason: str
    state: str = Field(examples=["proposed"])
    consequences: ConsequencesAnswer | dict[str, Any]
    at: InstantText
    decided_at: InstantText | None
    decided_by: str
    decision_reason: str


class ChangesAnswer(Answer):
    """All changes of an order, oldest first."""

    items: list[ChangeAnswer]
    next: None = None


def change_shape(change: Any, number: str) -> dict[str, Any]:
    """A change with the number of its order."""
    return {
        "id": str(change.id),
        "order": number,
        "proposed_by": "buyer" if change.proposer_id == change.buyer_id else "seller",
        "person": change.person_name,
        "base_version": change.base_version,
        "actions": change.actions,
        "reason": change.reason,
        "state": change.state,
        "consequences": change.consequences,
        "at": instant(change.at),
        "decided_at": instant(change.decided_at),
        "decided_by": change.decided_by,
        "decision_reason": change.decision_reason,
    }
