"""From where an order's lines are served, as the API tells it; quantities in base units."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from pydantic import Field

from dinghuo.api.render import day
from dinghuo.api.shapes.answer import Answer, DayText, DecimalText, Listed
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.queries.sources import Sources


class HeldAnswer(Answer):
    """What is in stock for a line."""

    quantity: DecimalText
    warehouse: str = Field(description="Its name.")


class PromisedAnswer(Answer):
    """What a line gets of a delivery on its way."""

    quantity: DecimalText
    reference: str = Field(description="What the delivery is called.")
    expected: DayText


class LineSourcesAnswer(Answer):
    """A line that waits for goods: so much now, so much with which delivery, and so much of which nobody knows when."""

    line: int
    sku: str
    unit: str
    held: list[HeldAnswer]
    promised: list[PromisedAnswer]
    undated: DecimalText


class SourcesAnswer(Listed):
    """The lines that are promised goods on their way."""

    items: list[LineSourcesAnswer]


def sources_shape(lines: Iterable[Any], sources: Mapping[UUID, Sources]) -> list[dict[str, Any]]:
    """The lines that have sources, by position."""
    return [_line(line, sources[line.id]) for line in lines if line.id in sources]


def _line(line: Any, found: Sources) -> dict[str, Any]:
    return {
        "line": line.position,
        "sku": line.sku,
        "unit": line.base_unit,
        "held": [
            {"quantity": plain(each.quantity), "warehouse": translated(each.name, each.names)}
            for each in found.held
        ],
        "promised": [
            {"quantity": plain(each.quantity), "reference": each.reference, "expected": day(each.expected)}
            for each in found.pledges
        ],
        "undated": plain(line.waiting - line.promised),
    }
