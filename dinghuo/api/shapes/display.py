"""What customers see of a seller's stock, as the API tells it."""

from typing import Any, Literal

from pydantic import Field

from dinghuo.api.shapes.answer import Answer, Listed


class DisplayRuleAnswer(Answer):
    """One rule."""

    group: str | None = Field(description="Key of the customer group; null for a rule for others.")
    level: str | None = Field(description="Key of the level; null for a rule for others.")
    shows: Literal["exact", "bands", "yes-no", "hidden"]
    bands: list[int] = Field(description="Where bands begin, in base units.")


class DisplayRulesAnswer(Listed):
    """All rules of a seller."""

    items: list[DisplayRuleAnswer]


def display_rule_shape(rule: Any) -> dict[str, Any]:
    """One rule."""
    return {
        "group": rule.group.key if rule.group else None,
        "level": rule.level.key if rule.level else None,
        "shows": rule.shows,
        "bands": rule.bands,
    }
