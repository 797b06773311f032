"""Bodies of the calls about exemptions from tax and its rounding."""

from typing import Literal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import DayIn, ScanIn, Why, Word


class Exemption(Body):
    """That a customer is exempt from tax, by which certificate, and on which days."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "buyer": "B001",
                    "certificate": "MS-2027-0018",
                    "starts_on": "2027-01-01",
                    "ends_on": "2027-12-31",
                    "content": "JVBERi0xLjQKJSVFT0YK",
                }
            ]
        }
    )

    buyer: Word = Field(description="Code of the customer.")
    seller: Word | None = Field(default=None, description="Code of the seller; only for who sees the market.")
    certificate: Word = Field(description="Its number.")
    starts_on: DayIn = Field(description="The first day of the market's calendar on which it counts.")
    ends_on: DayIn | None = Field(default=None, description="The last day; null: until it is ended.")
    content: ScanIn = Field(description="The certificate, a PDF or a picture, in base64.")
    note: Why = ""


class TaxPolicy(Body):
    """How the tax of orders is rounded."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"rounding": "order"}]})

    rounding: Literal["line", "order"] = Field(
        description="Line by line, or once an order for all lines of a rate, shared out by largest remainder."
    )
    seller: Word | None = Field(default=None, description="Code of the seller; only for who sees the market.")
