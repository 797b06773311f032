"""What is sent to limit how much of articles customers may order."""

from typing import Literal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.values import DayIn, QuantityIn, Word


class Quota(Part):
    """How much of an article a customer, those of a group or a level, or every customer may order."""

    sku: Word
    quantity: QuantityIn | None = Field(
        default=None, description="In base units, for each customer; 0: nothing. Null takes the quota away."
    )
    period: Literal["day", "week", "month", "once"] = "month"
    customer: Word | None = Field(default=None, description="Code of a customer.")
    group: Word | None = Field(default=None, description="Key of a group of customers.")
    level: Word | None = Field(default=None, description="Key of a level; with none of them: every customer.")
    starts: DayIn | None = Field(default=None, description="Null: today, or as it is.")
    ends: DayIn | None = None


class Quotas(Body):
    """Quotas to set."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"quotas": [{"sku": "TEA-001", "quantity": "24", "period": "month", "group": "chains"}]}
            ]
        }
    )

    quotas: list[Quota] = Field(max_length=500)
    seller: Word | None = Field(default=None, description="By the operator: whose quotas; null: its own.")
