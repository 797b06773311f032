"""Bodies of the calls about prices given by hand."""

from decimal import Decimal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import DayIn, OptionalUnit, PriceIn, QuantityIn, Why, Word


class GivenPrice(Body):
    """A price for one customer."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "buyer": "B009",
                    "sku": "FD-10001",
                    "unit": "箱",
                    "amount": "31.50",
                    "until": "2026-12-31",
                    "why": "Opening of the new shop",
                }
            ]
        }
    )

    buyer: Word = Field(description="Code of the customer.")
    sku: Word
    unit: OptionalUnit = Field(default="", description="What `amount` is for; none: the base unit.")
    min_quantity: QuantityIn = Field(default=Decimal(1), description="It counts from so many of `unit` on.")
    amount: PriceIn = Field(description="For one `unit`; with or without tax as the price that it replaces.")
    until: DayIn = Field(description="The last day on which it counts; at most 366 days from now.")
    why: Why
    seller: Word | None = Field(default=None, description="Code; for who sees the whole market.")


class PriceFloorBody(Body):
    """How low prices given by hand may go without anybody else's word; null: that isn't asked."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"of_list": "90", "margin": "8"}]})

    of_list: PriceIn | None = Field(
        default=None, description="Per cent of what the lists ask the customer: 90 is 90 %."
    )
    margin: PriceIn | None = Field(default=None, description="Per cent above cost: 8 is cost + 8 %.")
