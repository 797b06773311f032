"""Bodies of the calls about goods on their way."""

from typing import Literal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import DayIn, Lot, QuantityIn, Why, Word


class Supply(Body):
    """Goods that are on their way, in base units."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"sku": "FD-10001", "quantity": "480", "expected": "2026-12-03", "reference": "PO-118"}
            ]
        }
    )

    sku: Word
    quantity: QuantityIn = Field(description="In base units.")
    expected: DayIn
    reference: Word = Field(description="What the delivery is called; buyers read it.")
    warehouse: Word | None = Field(
        default=None, description="Key of the warehouse; the first one if not given."
    )
    presale: bool = Field(default=False, description="May be ordered before it is here.")


class SupplyChange(Body):
    """What is known anew; what isn't given stays."""

    quantity: QuantityIn | None = Field(
        default=None, description="With what has come already, in base units."
    )
    expected: DayIn | None = None
    presale: bool | None = None
    why: Why = ""


class SupplyReceipt(Body):
    """What has come."""

    quantity: QuantityIn | None = Field(
        default=None, description="In base units; all that is to come if not given."
    )
    lot: Lot = ""
    expires: DayIn | None = None
    expired: bool = Field(default=False, description="Receive what is past its last day all the same.")


class SupplyClosing(Body):
    """Nothing more comes."""

    why: Why = ""


class SharingRule(Body):
    """How goods are shared that are too few for all who wait."""

    rule: Literal["in_turn", "proportional"]
