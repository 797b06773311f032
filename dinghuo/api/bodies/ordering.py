"""Bodies of the calls about orders."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, WithJsonSchema
from pydantic.config import JsonDict

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.values import (
    DayIn,
    IdIn,
    LineIn,
    Name,
    PriceIn,
    QuantityIn,
    Reason,
    Text,
    Unit,
    VersionIn,
    Word,
)

#: Lines that one call may carry.
MOST_LINES = 2000
#: Orders that one call may carry.
MOST_ORDERS = 200


#: Which of the other fields are needed hangs on it, so an unknown one is left to the domain: it asks for no others.
ChangeKind = Annotated[
    Word,
    WithJsonSchema({"type": "string", "enum": ["quantity", "date", "address", "add", "remove", "replace"]}),
]


class WantedLine(Part):
    """One line wanted: the article by `sku`, or by what the buyer calls it (`own_code`)."""

    sku: Word | None = None
    own_code: Word | None = Field(default=None, description="The buyer's own code, instead of `sku`.")
    quantity: QuantityIn = Field(description="In `unit`.")
    unit: Unit | None = Field(
        default=None, description="One of the product's packs; its base unit if not given."
    )
    seller: Word | None = Field(
        default=None, description="Code of the seller, where several offer the article."
    )
    requested_date: DayIn | None = None
    price: PriceIn | None = Field(
        default=None,
        description="An approved price for one `unit`; needs the grant `ordering.override_price`.",
    )
    options: list[Word] | None = Field(
        default=None,
        max_length=50,
        description="Codes of the optional parts of a kit that come along, in each of its units. The same kit may"
        " stand in several lines of an order with different options; a cart on the screens holds one choice.",
    )


class Delivery(Part):
    """Where to and when."""

    address: IdIn | None = Field(
        default=None, description="Id of one of the buyer's addresses; the default one if not given."
    )
    requested_date: DayIn | None = None


class PaymentWish(Part):
    """How the buyer means to pay."""

    method: Literal["credit", "transfer", "prepaid", "online"]


WANTED: JsonDict = {
    "lines": [{"sku": "FD-10001", "quantity": "2", "unit": "箱"}],
    "delivery": {"requested_date": "2030-11-20"},
    "payment": {"method": "credit"},
    "reference": "PO-1",
}


class Wanted(Body):
    """What a buyer wants; it becomes one order per seller."""

    model_config = ConfigDict(json_schema_extra={"examples": [WANTED]})

    buyer: Word | None = Field(
        default=None,
        description="Code of the customer, where a representative orders for one (`ordering.place_for_customer`).",
    )
    lines: list[WantedLine] = Field(max_length=MOST_LINES, json_schema_extra={"minItems": 1})
    delivery: Delivery = Delivery()
    payment: PaymentWish
    type: Literal["standard", "urgent"] = Field(
        default="standard", description="`urgent` orders come first where goods are too few for all who wait."
    )
    reference: Name = Field(default="", description="The buyer's own order number.")
    note: Text = ""
    codes: list[Word] = Field(
        default_factory=list,
        max_length=10,
        description="Coupon codes; one that gives nothing to this order is refused as `coupon-refused`.",
    )


class Placement(Wanted):
    """An order to place; it becomes one order per seller."""

    dry_run: bool = Field(default=False, description="Only show what would be placed; nothing is kept.")


class Batch(Body):
    """Many orders to place in one call, each for itself."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"orders": [WANTED]}]})

    orders: list[Wanted] = Field(max_length=MOST_ORDERS, json_schema_extra={"minItems": 1})


class Approval(Body):
    """The approver agrees."""

    note: Reason = ""


class Note(Body):
    """Words to go with a decision, if there are any."""

    note: Reason = ""


class Why(Body):
    """A reason, which the other side reads."""

    reason: Reason = Field(description="Required: the other side reads it.")


class MaybeWhy(Body):
    """A reason, if there is one."""

    reason: Reason = ""


class LineConfirmation(Part):
    """The seller's answer to one line, in base units. What isn't mentioned stays unanswered."""

    line: LineIn = Field(description="The line's number in the order.")
    accept: QuantityIn = Field(default=Decimal(0), description="Base units that will be delivered.")
    promised_date: DayIn | None = None
    backorder: QuantityIn = Field(default=Decimal(0), description="Base units that come later.")
    refuse: QuantityIn = Field(default=Decimal(0), description="Base units that won't come.")
    reason: Reason = Field(default="", description="Required where something is refused.")


class Confirmation(Body):
    """The seller's answer; without lines, everything that waits for an answer is accepted."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "lines": [
                        {"line": 1, "accept": "24", "promised_date": "2030-11-20"},
                        {"line": 2, "accept": "12", "refuse": "12", "reason": "The rest is damaged."},
                    ]
                }
            ]
        }
    )

    lines: list[LineConfirmation] = Field(default_factory=list, max_length=MOST_LINES)


class ChangeAction(Part):
    """One thing to change. Which fields are needed depends on `kind`."""

    kind: ChangeKind
    line: LineIn | None = None
    quantity: QuantityIn | None = Field(
        default=None, description="In the line's unit, or in `unit` for what is added."
    )
    unit: Unit | None = None
    sku: Word | None = None
    date: DayIn | None = None
    address: IdIn | None = None


class Change(Body):
    """A change that one side proposes on the version of the order that it saw."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "base_version": 2,
                    "actions": [{"kind": "quantity", "line": 1, "quantity": "3"}],
                    "reason": "One shop more.",
                }
            ]
        }
    )

    base_version: VersionIn
    actions: list[ChangeAction] = Field(max_length=MOST_LINES)
    reason: Reason


class Message(Body):
    """A message to the other side."""

    text: Text
    line: LineIn | None = Field(default=None, description="The line that it is about.")
