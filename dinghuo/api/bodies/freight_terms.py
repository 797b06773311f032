"""Bodies of the calls about what sending orders costs."""

from decimal import Decimal
from typing import Literal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import AmountIn, DayIn, PriceIn, QuantityIn, Why, Word


class FreightTerm(Body):
    """What it is to cost, for these orders, customers and regions. Amounts include tax."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "seller": "S001",
                    "region": "65",
                    "amount": "20",
                    "first_grams": "5000",
                    "step_grams": "1000",
                    "step_amount": "3",
                    "free_from": "3000",
                    "tax_rate": "0.09",
                }
            ]
        }
    )

    seller: Word | None = Field(
        default=None, description="Code; none: all orders whose sellers say nothing, together."
    )
    whom: Literal["buyer", "group", "level", "all"] = "all"
    named: Word | None = Field(
        default=None, description="Code of the buyer, key of group or level; none: everybody."
    )
    storefront: Word | None = Field(default=None, description="Key; none: every storefront.")
    region: Word | None = Field(
        default=None, description="Code of province, city or district (GB/T 2260); none: everywhere."
    )
    starts_on: DayIn | None = Field(default=None, description="The first day; none: today.")
    ends_on: DayIn | None = Field(default=None, description="The last day; none: for good.")
    amount: AmountIn = Field(description="For the order, or for the first of its weight.")
    first_grams: QuantityIn | None = Field(default=None, description="None: a flat amount for the order.")
    step_grams: QuantityIn | None = Field(default=None, description="Each further weight of this much ...")
    step_amount: AmountIn = Field(default=Decimal(0), description="... costs this.")
    free_from: AmountIn = Field(default=Decimal(0), description="Of goods, tax included; 0: never free.")
    tax_rate: PriceIn = Field(default=Decimal(0), description="Of the tax in it: 0.09 is 9 %.")
    note: Why = ""
    notes: dict[str, Why] = Field(default={}, description="The note by language.")
