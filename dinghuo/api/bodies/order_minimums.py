"""Bodies of the calls about what orders must and should come to."""

from decimal import Decimal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import AmountIn, PriceIn, Why, Word


class OrderMinimum(Body):
    """An agreement as it is to be, for this seller, these customers and goods, this storefront. Amounts include tax."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "seller": "S001",
                    "threshold": "500",
                    "fee": "30",
                    "fee_tax_rate": "0.13",
                    "note": "Delivery",
                }
            ]
        }
    )

    seller: Word | None = Field(default=None, description="Code; none: all that is ordered in one go.")
    buyer: Word | None = Field(default=None, description="Code; none: every customer.")
    group: Word | None = Field(default=None, description="Key of a customer group, instead of a buyer.")
    level: Word | None = Field(default=None, description="Key of a level, instead of a buyer.")
    product: Word | None = Field(default=None, description="Code; none: all goods, or those of the category.")
    category: Word | None = Field(default=None, description="Key; with all categories below it.")
    storefront: Word | None = Field(default=None, description="Key; none: every storefront.")
    least: AmountIn = Field(default=Decimal(0), description="Smaller orders are refused.")
    threshold: AmountIn = Field(
        default=Decimal(0), description="Smaller orders are told so, or cost the fee."
    )
    fee: AmountIn = Field(default=Decimal(0))
    fee_percent: PriceIn = Field(default=Decimal(0), description="Of what the goods come to: 2.5 is 2.5 %.")
    fee_tax_rate: PriceIn = Field(default=Decimal(0), description="Of the tax in the fee: 0.13 is 13 %.")
    note: Why = ""
    notes: dict[str, Why] = Field(default={}, description="The note by language.")
