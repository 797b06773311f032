"""Bodies of the calls about shipments."""

from decimal import Decimal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.bodies.ordering import MOST_LINES
from dinghuo.api.values import (
    DayIn,
    InstantIn,
    LineIn,
    Lot,
    Name,
    News,
    Place,
    QuantityIn,
    Reason,
    Status,
    Word,
)


class ShippedLine(Part):
    """How much of an order line is on its way, in base units."""

    line: LineIn = Field(description="The line's number in the order.")
    quantity: QuantityIn = Field(description="In base units.")
    lot: Lot = Field(
        default="", description="What is printed on the goods; taken from the book of stock if not given."
    )
    expires: DayIn | None = None


class NewShipment(Body):
    """Goods that leave; without lines, all that is confirmed and in the warehouse."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "lines": [{"line": 1, "quantity": "24", "lot": "L20261101", "expires": "2027-05-01"}],
                    "carrier": "SF Express",
                    "tracking_number": "SF1234567890",
                }
            ]
        }
    )

    lines: list[ShippedLine] = Field(default_factory=list, max_length=MOST_LINES)
    carrier: Name = ""
    tracking_number: Name = ""
    note: Reason = ""


class Tracking(Body):
    """News of a shipment on its way."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "at": "2026-11-06T02:10:00Z",
                    "place": "Shanghai",
                    "status": "in_transit",
                    "text": "Left the sorting centre",
                }
            ]
        }
    )

    at: InstantIn | None = Field(default=None, description="Now if not given.")
    place: Place = ""
    status: Status = Field(
        description="picked_up, in_transit, out_for_delivery, delivered, exception, returned, or the carrier's."
    )
    text: News = ""


class ReceivedLine(Part):
    """What was found of one line, in base units."""

    line: LineIn = Field(description="The line's number in the order.")
    accepted: QuantityIn = Field(default=Decimal(0), description="In base units.")
    rejected: QuantityIn = Field(default=Decimal(0), description="In base units; it won't be paid for.")
    reason: Reason = ""


class Receipt(Body):
    """What was found when the goods arrived; without lines, all that is on its way is accepted."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"lines": [{"line": 1, "accepted": "23", "rejected": "1", "reason": "One is broken."}]}
            ]
        }
    )

    lines: list[ReceivedLine] = Field(default_factory=list, max_length=MOST_LINES)
    note: Reason = ""


class NewPicking(Body):
    """An order to pick; `take_over` goes on with what somebody else has begun."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"order": "SO-2026-000123"}]})

    order: Name
    warehouse: Word | None = Field(
        default=None, description="Key of the warehouse; without it the first with something to pick."
    )
    take_over: bool = False


class PickScan(Body):
    """What a scanner read; a label that names one carton is taken once, unless `again`."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"code": "(01)09521234543213(10)L20261101(30)6"}]}
    )

    code: News
    quantity: QuantityIn | None = Field(
        default=None, description="In scanned units; without it what the code says, else 1."
    )
    lot: Lot = Field(default="", description="Where the code doesn't say it.")
    again: bool = False


class PickReturn(Body):
    """Goods of a line and lot that go back to the shelf, in base units; without a quantity all of it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"line": 1, "lot": "L20261101", "quantity": "2"}]}
    )

    line: LineIn = Field(description="The line's number in the order.")
    lot: Lot = ""
    quantity: QuantityIn | None = None


class PickedShipment(Body):
    """Who carries what was picked."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"carrier": "SF Express"}]})

    carrier: Name = ""
    tracking_number: Name = ""
    note: Reason = ""
