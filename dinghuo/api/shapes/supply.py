"""Goods on their way as the API tells them; quantities in base units."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import day
from dinghuo.api.shapes.answer import Answer, DayText, DecimalText, Listed
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain


class SupplyAnswer(Answer):
    """Goods of one article that are expected in a warehouse."""

    id: str
    sku: str
    name: str
    unit: str
    warehouse: str
    reference: str = Field(description="What the delivery is called; buyers read it.")
    expected: DayText
    quantity: DecimalText
    received: DecimalText
    promised: DecimalText = Field(description="Promised to orders that wait; never more than is to come.")
    presale: bool = Field(description="May be ordered before it is here.")
    state: str


class SupplyPage(Listed):
    """What is or was on its way, the newest first."""

    items: list[SupplyAnswer]


class SupplyReceiptAnswer(SupplyAnswer):
    """A delivery that has come, and its receipt."""

    receipt: str = Field(description="Number of the document of stock.")


class SharingRuleAnswer(Answer):
    """How goods are shared that are too few for all who wait."""

    rule: str


def supply_shape(supply: Any) -> dict[str, Any]:
    """A supply with its article and warehouse loaded."""
    return {
        "id": str(supply.id),
        "sku": supply.variant.sku,
        "name": translated(supply.variant.name, supply.variant.names),
        "unit": supply.variant.product.base_unit,
        "warehouse": supply.warehouse.key,
        "reference": supply.reference,
        "expected": day(supply.expected),
        "quantity": plain(supply.quantity),
        "received": plain(supply.received),
        "promised": plain(supply.promised),
        "presale": supply.presale,
        "state": supply.state,
    }
