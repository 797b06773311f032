"""Papers as the API tells them."""

from typing import Any, Literal

from pydantic import Field

from dinghuo.api.shapes.answer import Answer, IdText, Listed
from dinghuo.foundation.fields import translated


class PaperAnswer(Answer):
    """A paper of the key's organisation, or of anybody for the operator's keys."""

    id: IdText
    kind: str = Field(description="Key of the kind of paper.")
    name: str
    number: str
    issuer: str
    owner: str = Field(description="Code of the organisation.")
    product: str | None = Field(description="Code of the product; null: the organisation's own.")
    valid_from: str
    valid_until: str | None = Field(description="Its last day; null: for good.")
    state: Literal["submitted", "accepted", "rejected", "withdrawn"]
    reason: str


class PaperPage(Listed):
    """A page of papers, the latest first."""

    items: list[PaperAnswer]


def paper_shape(found: Any) -> dict[str, Any]:
    """A paper with its kind, owner and product loaded."""
    return {
        "id": str(found.id),
        "kind": found.kind.key,
        "name": translated(found.kind.name, found.kind.names),
        "number": found.number,
        "issuer": found.issuer,
        "owner": found.owner.code,
        "product": found.product.code if found.product else None,
        "valid_from": found.valid_from.isoformat(),
        "valid_until": found.valid_until.isoformat() if found.valid_until else None,
        "state": found.state,
        "reason": found.reason,
    }
