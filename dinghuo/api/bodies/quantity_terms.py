"""Bodies of the calls about what quantities are asked of whom."""

from decimal import Decimal
from typing import Literal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import AmountIn, PriceIn, QuantityIn, Why, Word


class QuantityTerm(Body):
    """A term as it is to be, for these goods, customers and storefront. Quantities are in base units."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "target": "variant",
                    "goods": "FD-10001",
                    "whom": "buyer",
                    "named": "B012",
                    "minimum": "48",
                    "soft": True,
                    "fee": "6",
                    "fee_tax_rate": "0.09",
                }
            ]
        }
    )

    seller: Word | None = Field(default=None, description="Code; for who sees the whole market.")
    target: Literal["variant", "product", "category", "all"] = "all"
    goods: Word | None = Field(default=None, description="SKU, product's code or category's key; none: all.")
    whom: Literal["buyer", "group", "level", "all"] = "all"
    named: Word | None = Field(
        default=None, description="Code of the buyer, key of group or level; none: all."
    )
    storefront: Word | None = Field(default=None, description="Key; none: every storefront.")
    minimum: QuantityIn | None = Field(default=None, description="None: as the offer says.")
    multiple: QuantityIn | None = Field(default=None, description="None: as the offer says.")
    soft: bool = Field(default=False, description="Less than `minimum` is sold, for the fee; it is told.")
    fee: AmountIn = Field(default=Decimal(0), description="Of a line that is too small, tax included.")
    fee_tax_rate: PriceIn = Field(default=Decimal(0), description="Of the tax in the fee: 0.13 is 13 %.")
    note: Why = ""
