"""Who gets what of goods that are too few for all, as the API tells their seller; quantities in base units."""

from typing import Any

from pydantic import Field

from dinghuo.api.problems import problem_of
from dinghuo.api.shapes.answer import Answer, DecimalText, ProblemAnswer
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.actions.confirm_orders import Answered
from dinghuo.ordering.actions.preview_shares import SharedArticle, SharingLine

#: How a line got its part.
RULES = (
    "in_turn, proportional, fresh (the rest isn't fresh enough for this customer), hand (somebody decided), gave "
    "(somebody gave its goods to another order)"
)


class ShareAnswer(Answer):
    """How a line got its part of goods that were too few for all."""

    rule: str = Field(description=f"One of: {RULES}.")
    quantity: DecimalText = Field(description="What it got (or gave), in base units.")
    wanted: DecimalText
    place: int | None = Field(description="Its turn.")
    of: int | None = Field(description="Of so many.")
    why: str = Field(description="Of who decided by hand.")


class SharingLineAnswer(Answer):
    """A line that waits for an answer, and its share."""

    order: str
    line: int
    buyer: str = Field(description="Code.")
    urgent: bool
    wanted: DecimalText
    held: DecimalText = Field(description="Unanswered, now.")
    gets: DecimalText
    waits: DecimalText = Field(description="On back-order then.")
    place: int
    rule: str


class SharedArticleAnswer(Answer):
    """An article that is too little for all of them."""

    sku: str
    name: str
    unit: str
    rule: str
    there: DecimalText
    asked: DecimalText
    lines: list[SharingLineAnswer] = Field(description="As they are served.")


class ConfirmedAnswer(Answer):
    """What became of one order."""

    order: str
    state: str | None = Field(description="Its state then; null where it couldn't be answered.")
    problem: ProblemAnswer | None


class ConfirmationsAnswer(Answer):
    """One result for each order, and what had to be shared out."""

    results: list[ConfirmedAnswer]
    shared: list[SharedArticleAnswer]


def share_shape(note: dict[str, Any]) -> dict[str, Any] | None:
    """What a line keeps of it, as both parties may read it: not what there was in all."""
    if not note:
        return None
    told = {name: note[name] for name in ("rule", "quantity", "wanted")}
    return told | {"place": note.get("place"), "of": note.get("of"), "why": note.get("why", "")}


def shared_shape(article: SharedArticle) -> dict[str, Any]:
    """An article and its shares."""
    line = article.line
    return {
        "sku": line.sku,
        "name": translated(line.name, line.names),
        "unit": line.base_unit,
        "rule": article.rule,
        "there": plain(article.there),
        "asked": plain(article.asked),
        "lines": [_line(row) for row in article.lines],
    }


def _line(row: SharingLine) -> dict[str, Any]:
    return {
        "order": row.order.number,
        "line": row.line.position,
        "buyer": row.order.buyer.code,
        "urgent": row.is_urgent,
        "wanted": plain(row.wanted),
        "held": plain(row.held),
        "gets": plain(row.share.quantity),
        "waits": plain(row.waits),
        "place": row.share.place,
        "rule": row.share.rule,
    }


def confirmed_shape(answered: Answered) -> dict[str, Any]:
    """What became of one order."""
    refusal = answered.refusal
    return {
        "order": answered.number,
        "state": answered.order.state if answered.order else None,
        "problem": problem_of(refusal).document() if refusal else None,
    }
