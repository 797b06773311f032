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
    expired: bool = Field(description="Its last day has passed.")
    recalled: bool = Field(description="Its lot has been recalled.")
    available: DecimalText = Field(
        description="What may still be promised of it, before what is kept back: on hand less reserved, nothing of "
        "what has expired, is recalled, or lies in a place that is closed."
    )


class StockPage(Listed):
    """A page of balances, by SKU."""

    items: list[StockAnswer]


def stock_shape(line: Any) -> dict[str, Any]:
    """One balance."""
    return {
        "sku": line.sku,
        "name": translated(line.name, line.names),
        "unit": line.unit,
        "owner": translated(line.owner, line.owner_names),
        "warehouse": line.warehouse,
        "lot": line.lot,
        "expires": day(line.expires),
        "on_hand": plain(line.on_hand),
        "reserved": plain(line.reserved),
        "expired": line.expired,
        "recalled": line.recalled,
        "available": plain(line.available),
    }
