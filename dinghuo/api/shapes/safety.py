"""What is kept back of stock, as the API tells it."""

from typing import Any

from pydantic import Field

from dinghuo.api.shapes.answer import Answer, DecimalText, Listed
from dinghuo.foundation.quantity import plain


class SafetyStockAnswer(Answer):
    """How much of an article is kept back in a warehouse."""

    sku: str
    owner: str
    warehouse: str = Field(description="Key of the warehouse.")
    quantity: DecimalText = Field(description="In base units.")
    unit: str
    for_urgent: bool = Field(description="True: urgent orders may take it.")


class SafetyStockPage(Listed):
    """A page of what is kept back."""

    items: list[SafetyStockAnswer]


def safety_shape(row: Any) -> dict[str, Any]:
    """One article in one warehouse."""
    return {
        "sku": row.variant.sku,
        "owner": row.owner.code,
        "warehouse": row.warehouse.key,
        "quantity": plain(row.quantity),
        "unit": row.variant.product.base_unit,
        "for_urgent": row.for_urgent,
    }
