"""What answers are described with: exact numbers as strings, times, pages and problems."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

DecimalText = Annotated[
    str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$", description="A decimal.", examples=["12.50"])
]
InstantText = Annotated[
    str,
    Field(json_schema_extra={"format": "date-time"}, description="UTC.", examples=["2026-11-05T08:30:00Z"]),
]
DayText = Annotated[str, Field(json_schema_extra={"format": "date"}, examples=["2026-11-20"])]
IdText = Annotated[str, Field(json_schema_extra={"format": "uuid"})]


class Answer(BaseModel):
    """A JSON object of an answer. More fields may be added in time; a client ignores those it doesn't know."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"additionalProperties": True})


class Listed(Answer):
    """A page of a list."""

    next: str | None = Field(description="Cursor for `after=`; null on the last page.")


class FaultAnswer(Answer):
    """One thing wrong with the input."""

    path: str = Field(description="Where: `lines.0.quantity`.")
    code: str = Field(description="Which, in a word that stays the same: `positive`.")
    message: str = Field(description="In the reader's language.")


class ProblemAnswer(Answer):
    """An RFC 9457 problem document. `type` is a plain word that names the problem and stays the same."""

    type: str = Field(examples=["out-of-stock"])
    title: str
    status: int
    detail: str = Field(description="In the reader's language.")


class InvalidAnswer(ProblemAnswer):
    """Bad input, with every fault."""

    errors: list[FaultAnswer]


class RefusalAnswer(ProblemAnswer):
    """The business says no: which lines are concerned, and what would be possible instead."""

    lines: list[dict[str, Any]] = Field(default_factory=list)
    instead: dict[str, Any] = Field(default_factory=dict)
