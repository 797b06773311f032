"""Balances of stock as the API tells them, in base units."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import day
from dinghuo.api.shapes.answer import Answer, DayText, DecimalText, Listed
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain


class StockAnswer(Answer):
    """What there is of an article, in base units: one lot in one warehouse."""

    sku: str
    name: str
    unit: str = Field(description="The base unit.")
    owner: str = Field(description="Name of the organisation whose stock it is.")
    warehouse: str = Field(description="Key of the warehouse.")
    lot: str
    expires: DayText | None
    on_hand: DecimalText
    reserved: DecimalText
    available: DecimalText = Field(description="On hand less reserved.")


class StockPage(Listed):
    """A page of balances, by SKU."""

    items: list[StockAnswer]


def stock_shape(line: Any) -> dict[str, Any]:
    """One balance."""
    return {
        "sku": line.sku,
        "name": translated(line.name, line.names),
        "unit": line.unit,
        "owner": line.owner,
        "warehouse": line.warehouse,
        "lot": line.lot,
        "expires": day(line.expires),
        "on_hand": plain(line.on_hand),
        "reserved": plain(line.reserved),
        "available": plain(line.available),
    }
