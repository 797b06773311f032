"""A picking as the API tells it; quantities in base units."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import day, instant
from dinghuo.api.shapes.answer import Answer, DayText, DecimalText, InstantText, Listed
from dinghuo.foundation.quantity import plain


class PickAnswer(Answer):
    """Goods of one lot for one line."""

    line: int = Field(description="The line's number in the order.")
    sku: str
    unit: str = Field(description="The base unit.")
    lot: str
    expires: DayText | None
    bin: str
    wanted: DecimalText = Field(description="What the order holds of it here.")
    picked: DecimalText
    surplus: DecimalText = Field(description="Picked, but not held for the order any more: to be put back.")


class PickingHeadAnswer(Answer):
    """Who picks which order."""

    number: str = Field(examples=["PK-2026-000001"])
    state: str = Field(examples=["open"])
    order: str
    warehouse: str = Field(description="Key of the warehouse.")
    person: str
    begun_at: InstantText
    ended_at: InstantText | None
    shipment: str | None


class PickingAnswer(PickingHeadAnswer):
    """A picking with what is to be taken from where; nothing is listed of one that is over."""

    picks: list[PickAnswer]


class PickingsAnswer(Listed):
    """The pickings underway."""

    items: list[PickingHeadAnswer]


def picking_head(picking: Any) -> dict[str, Any]:
    """A picking without its goods."""
    return {
        "number": picking.number,
        "state": picking.state,
        "order": picking.order_number,
        "warehouse": picking.warehouse.key,
        "person": picking.person_name,
        "begun_at": instant(picking.begun_at),
        "ended_at": instant(picking.ended_at),
        "shipment": picking.shipment_number or None,
    }


def picking_shape(page: Any) -> dict[str, Any]:
    """A picking with its goods."""
    return {
        **picking_head(page.picking),
        "picks": [_pick(each, page.lines[each.line_id]) for each in page.picks],
    }


def _pick(pick: Any, line: Any) -> dict[str, Any]:
    return {
        "line": line.position,
        "sku": line.sku,
        "unit": line.base_unit,
        "lot": pick.lot,
        "expires": day(pick.expires),
        "bin": pick.bin,
        "wanted": plain(pick.held),
        "picked": plain(pick.picked),
        "surplus": plain(pick.surplus),
    }
