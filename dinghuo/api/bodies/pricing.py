"""Bodies of the calls about prices."""

from decimal import Decimal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.bodies.ordering import MOST_LINES
from dinghuo.api.values import CurrencyIn, DayIn, MomentIn, PriceIn, QuantityIn, Unit, Word


class AskedLine(Part):
    """An article whose price is asked."""

    sku: Word
    quantity: QuantityIn = Field(default=Decimal(1), description="In `unit`.")
    unit: Unit | None = Field(
        default=None, description="One of the product's packs; its base unit if not given."
    )
    seller: Word | None = Field(
        default=None, description="Code of the seller, where several offer the article."
    )


class PriceCheck(Body):
    """What would this cost?"""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"lines": [{"sku": "FD-10001", "quantity": "2", "unit": "箱"}], "date": "2026-11-20"}
            ]
        }
    )

    lines: list[AskedLine] = Field(max_length=MOST_LINES, json_schema_extra={"minItems": 1})
    date: DayIn | None = Field(
        default=None, description="The day for which the price is asked; today if not given."
    )
    buyer: Word | None = Field(
        default=None, description="Code of the customer, where a representative asks for one."
    )


class NewPrice(Body):
    """A price on a list, from a quantity up."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"unit": "箱", "min_quantity": "10", "amount": "34.08", "currency": "CNY"}]
        }
    )

    unit: Unit | None = Field(
        default=None, description="What `amount` is for; the product's base unit if not given."
    )
    min_quantity: QuantityIn = Field(
        default=Decimal(1), description="The price counts from this quantity of `unit` up."
    )
    amount: PriceIn = Field(description="For one `unit`.")
    currency: CurrencyIn = Field(description="The list's currency.")
    valid_from: MomentIn | None = Field(
        default=None, description="Now if not given; a day begins in the market's time zone."
    )
    valid_to: MomentIn | None = Field(
        default=None, description="The price ends at this instant, or with this day."
    )
