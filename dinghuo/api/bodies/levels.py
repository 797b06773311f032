"""Bodies of the calls about levels of customers."""

from typing import Annotated

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.values import AmountIn, InstantIn, Paragraph, Reference, Why, Word


class Level(Body):
    """A level as it is to be; the higher its rank, the better."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"key": "gold", "name": "Gold", "rank": 3}]})

    key: Word = Field(description="Small letters, digits and hyphens.")
    name: Word
    rank: Annotated[int, Field(ge=0, le=1000)]
    names: dict[str, Why] = Field(default={}, description="The name by language.")


class LevelRule(Part):
    """What a level asks for and gives."""

    level: Reference = Field(description="Key of the level.")
    least: AmountIn | None = Field(
        default=None, description="Earned from these purchases on, tax included; null: given by hand only."
    )
    benefits: Paragraph = Field(default="", description="One a line.")
    benefits_by_language: dict[str, Paragraph] = {}


class LevelRules(Body):
    """How purchases are counted, and what levels ask for; a level that isn't named keeps its rule."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "window_months": 12,
                    "grace_days": 30,
                    "rules": [{"level": "gold", "least": "200000", "benefits": "Its own prices"}],
                }
            ]
        }
    )

    window_months: Annotated[int, Field(ge=1, le=60)] = 12
    grace_days: Annotated[int, Field(ge=0, le=366)] = 30
    rules: list[LevelRule] = Field(default=[], max_length=100)


class LevelGrant(Body):
    """A level for a customer, for a time."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"buyer": "B001", "level": "gold", "reason": "Opens three shops"}]}
    )

    buyer: Word = Field(description="Code.")
    level: Reference | None = Field(default=None, description="Key; null: none.")
    valid_from: InstantIn | None = Field(default=None, description="Default: now.")
    valid_to: InstantIn | None = Field(default=None, description="Default: without end.")
    reason: Why = ""
