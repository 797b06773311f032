"""Bodies of the calls about tax rates by goods and region."""

from typing import Literal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import DayIn, PriceIn, Why, Word


class TaxRate(Body):
    """A rate as it is to count, for these goods where they go."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "target": "category",
                    "goods": "food",
                    "region": "46",
                    "rate": "0.06",
                    "starts_on": "2027-01-01",
                    "note": "Free trade port",
                }
            ]
        }
    )

    target: Literal["product", "category", "all"] = "all"
    goods: Word | None = Field(default=None, description="Product's code or category's key; none: all goods.")
    region: Word | None = Field(
        default=None, description="Code of province, city or district (GB/T 2260); none: everywhere."
    )
    rate: PriceIn = Field(description="0.13 is 13 %.")
    starts_on: DayIn = Field(description="The first day of the market's calendar on which it counts.")
    ends_on: DayIn | None = Field(default=None, description="The last day; none: for good.")
    note: Why = ""
