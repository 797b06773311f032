"""Bodies of the calls about payments."""

from typing import Literal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import AmountIn, CurrencyIn, DayIn, Name, Reason


class Payment(Body):
    """Money paid for an order."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"amount": "480.00", "currency": "CNY", "method": "transfer", "reference": "ICBC-20261105-77"}
            ]
        }
    )

    amount: AmountIn
    currency: CurrencyIn = Field(description="The order's currency.")
    method: Literal["transfer", "cash", "cheque", "online", "other"]
    reference: Name = Field(
        default="", description="The bank's, or the slip's. The same one and amount is the same money."
    )
    paid_on: DayIn | None = None
    note: Reason = ""


class Claim(Body):
    """The money of a payment was found."""

    note: Reason = ""
