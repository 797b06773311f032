"""What is sent to say how much of a seller's stock customers see."""

from typing import Literal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.values import Word


class DisplayRule(Part):
    """How much of the seller's stock a group of customers, those of a level, or everybody sees."""

    group: Word | None = Field(default=None, description="Key of a customer group.")
    level: Word | None = Field(
        default=None, description="Key of a level; without group and level: everybody."
    )
    shows: Literal["exact", "bands", "yes-no", "hidden"] | None = Field(
        default=None, description="Null takes the rule away."
    )
    bands: list[int] = Field(
        default_factory=list,
        max_length=8,
        description="Of bands: where each begins, in base units; 10 and 50 if not given.",
    )


class DisplayRules(Body):
    """Rules to set."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"rules": [{"group": "chains", "shows": "bands", "bands": [10, 50, 200]}]}]
        }
    )

    rules: list[DisplayRule] = Field(max_length=200)
