"""How goods are found, as the API tells it: synonyms, searches without result, customers' own codes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from dinghuo.api.shapes.answer import Answer, Listed
from dinghuo.foundation.fields import translated


class SynonymAnswer(Answer):
    """Words that mean the same to who searches."""

    id: UUID
    words: list[str]


class SynonymsAnswer(Listed):
    """All synonyms of the market."""

    items: list[SynonymAnswer]


class EmptySearchAnswer(Answer):
    """A search that found nothing."""

    asked: str
    times: int
    first_at: datetime
    last_at: datetime


class EmptySearchesAnswer(Listed):
    """What was asked for in vain, the most frequent first."""

    items: list[EmptySearchAnswer]


class OwnCodeAnswer(Answer):
    """An article and what the customer calls it."""

    sku: str
    goods: str = Field(description="What the market calls it.")
    code: str
    name: str


class OwnCodePage(Listed):
    """A page of a customer's own codes, by code."""

    items: list[OwnCodeAnswer]


class ChangedAnswer(Answer):
    """How much was changed."""

    changed: int


def synonym_shape(synonym: Any) -> dict[str, Any]:
    """A synonym."""
    return {"id": synonym.id, "words": synonym.words}


def empty_search_shape(search: Any) -> dict[str, Any]:
    """A search without result."""
    return {name: getattr(search, name) for name in ("asked", "times", "first_at", "last_at")}


def own_code_shape(row: Any) -> dict[str, Any]:
    """A customer's own code."""
    return {
        "sku": row.sku,
        "goods": translated(row.goods, row.goods_names),
        "code": row.code,
        "name": row.name,
    }
