"""What is sent to keep stock back."""

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.values import QuantityIn, Word


class SafetyStockEntry(Part):
    """How much of an article is kept back in a warehouse."""

    sku: Word
    warehouse: Word = Field(description="Key of the warehouse.")
    quantity: QuantityIn = Field(description="In base units; 0: nothing any more.")
    for_urgent: bool = Field(default=True, description="Urgent orders may take it.")


class SafetyStocks(Body):
    """What to keep back."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"entries": [{"sku": "TEA-001", "warehouse": "main", "quantity": "24"}]}]
        }
    )

    entries: list[SafetyStockEntry] = Field(max_length=500)
