"""The bands of price lists, as the API tells them."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import instant
from dinghuo.api.shapes.answer import Answer, DecimalText, InstantText
from dinghuo.foundation.quantity import plain


class BandAnswer(Answer):
    """At least and at most so many per cent of what the list above asks; null: no bound."""

    category: str = Field(description="Key; empty: all goods.")
    least: DecimalText | None
    most: DecimalText | None


class OutsideAnswer(Answer):
    """A price that is outside, with what the list above asks and what would be inside; all for one `unit`."""

    sku: str
    unit: str
    min_quantity: DecimalText
    amount: DecimalText
    parent_amount: DecimalText
    least: DecimalText | None
    most: DecimalText | None
    outside_from: InstantText = Field(description="Now, or when a planned change makes it so.")


class BandsAnswer(Answer):
    """How far a list's prices may be from those of the list above it."""

    parent: str = Field(description="Key of the list above; empty: none.")
    bands: list[BandAnswer]
    children: list[str] = Field(description="Keys of the lists below this one.")
    outside: list[OutsideAnswer] = Field(description="The first hundred.")
    outside_count: int


def bands_shape(found: Any) -> dict[str, Any]:
    """The bands of one list."""
    return {
        "parent": found.parent,
        "bands": [
            {"category": each.category, "least": _plain(each.least), "most": _plain(each.most)}
            for each in found.bands
        ],
        "children": [each.key for each in found.children],
        "outside": [_outside(each) for each in found.outside],
        "outside_count": found.outside_count,
    }


def _outside(each: Any) -> dict[str, Any]:
    return {
        "sku": each.sku,
        "unit": each.unit,
        "min_quantity": plain(each.min_quantity),
        "amount": plain(each.amount),
        "parent_amount": plain(each.above),
        "least": _plain(each.least),
        "most": _plain(each.most),
        "outside_from": instant(each.at),
    }


def _plain(number: Any) -> str | None:
    return None if number is None else plain(number)
