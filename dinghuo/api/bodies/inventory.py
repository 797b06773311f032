"""Bodies of the calls about stock."""

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.values import (
    Bin,
    DayIn,
    DaysIn,
    InstantIn,
    LineIn,
    Lot,
    Name,
    News,
    PercentIn,
    Place,
    QuantityIn,
    Reason,
    Reference,
    SignedQuantityIn,
    Unit,
    Why,
    Word,
)

MOST_COUNTS = 10_000


class Balance(Body):
    """What is on hand of an article in a warehouse, in base units."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"warehouse": "main", "on_hand": "480"}]})

    warehouse: Word | None = Field(
        default=None, description="Key of the warehouse; the first one if not given."
    )
    on_hand: QuantityIn = Field(description="In base units.")
    lot: Lot = ""
    expires: DayIn | None = None


class CountedLine(Part):
    """What was counted of one article."""

    sku: Word
    on_hand: QuantityIn = Field(description="In base units.")
    warehouse: Word | None = Field(
        default=None, description="Key of the warehouse; the count's if not given."
    )
    lot: Lot = ""
    expires: DayIn | None = None


class StockCount(Body):
    """A count of one article, or of many under `lines`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "sku": "FD-10001",
                    "warehouse": "main",
                    "on_hand": "480",
                    "lot": "L1",
                    "expires": "2027-05-01",
                },
                {"warehouse": "main", "lines": [{"sku": "FD-10001", "on_hand": "480"}]},
            ]
        }
    )

    sku: Word | None = None
    on_hand: QuantityIn | None = Field(default=None, description="In base units.")
    warehouse: Word | None = Field(
        default=None, description="Key of the warehouse; the first one if not given."
    )
    lot: Lot = ""
    expires: DayIn | None = None
    lines: list[CountedLine] = Field(default_factory=list, max_length=MOST_COUNTS)
    why: Reason = ""


class DocumentLine(Part):
    """Goods of one lot in a document of stock."""

    sku: Word
    quantity: SignedQuantityIn | None = Field(
        default=None,
        description="In `unit`. Of an adjustment by how much (less with a minus); of a count what was found.",
    )
    unit: Unit | None = Field(
        default=None, description="A pack unit of the article; its base unit if not given."
    )
    lot: Lot = ""
    expires: DayIn | None = None
    made: DayIn | None = None
    supplier_lot: Lot = ""
    bin: Bin = ""
    unit_cost: QuantityIn | None = Field(
        default=None, description="What one `unit` cost, in the market's currency."
    )


class NewStockDocument(Body):
    """A receipt, scrap, an adjustment, a transfer, a count, or taking over goods that one keeps."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "kind": "receipt",
                    "warehouse": "main",
                    "partner": "Spring Water Ltd",
                    "reference": "DN-118",
                    "lines": [{"sku": "FD-10001", "quantity": "480", "lot": "L1", "expires": "2027-05-01"}],
                    "submit": True,
                }
            ]
        }
    )

    kind: Word = Field(description="`receipt`, `scrap`, `adjustment`, `transfer`, `count` or `taking`.")
    owner: Word | None = Field(
        default=None,
        description="Code of the house whose goods it is about, where they lie here by agreement.",
    )
    warehouse: Word | None = Field(default=None, description="Key; the first one if not given.")
    target: Word | None = Field(default=None, description="Where a transfer goes.")
    partner: Place = Field(default="", description="Who sent the goods.")
    reference: Reference = ""
    why: Why = ""
    blind: bool = Field(default=False, description="A count that doesn't tell what the book has.")
    lines: list[DocumentLine] = Field(default_factory=list, max_length=2000)
    submit: bool = Field(default=False, description="Submit it at once.")
    expired: bool = Field(default=False, description="Receive what is past its last day all the same.")


class Submission(Body):
    """What is said to what a submission asks."""

    expired: bool = Field(default=False, description="Receive what is past its last day all the same.")


class DocumentLineIn(Body, DocumentLine):
    """A line to enter; it replaces that of the same article and lot."""

    counted_at: InstantIn | None = Field(
        default=None,
        description="When it was counted, if not now, at most 31 days ago: what moved since stays moved.",
    )


class Scan(Body):
    """A code as the scanner sends it: GTIN, GS1 element string (FNC1 as GS, or in parentheses), or SKU."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"code": "(01)06901028075831(17)270501(10)L1", "quantity": "12"}]}
    )

    code: News
    quantity: QuantityIn | None = Field(
        default=None, description="Scanned units; what the code says, else one."
    )
    bin: Bin = ""
    again: bool = Field(default=False, description="Another carton with a label that was scanned already.")


class Arrived(Part):
    """What of a transfer's line has arrived, in base units."""

    line: LineIn
    quantity: QuantityIn


class Arrival(Body):
    """What arrived of a transfer; without lines all that is on its way."""

    lines: list[Arrived] = Field(default_factory=list, max_length=2000)
    finish: bool = Field(default=False, description="Write the rest off; say why.")
    more: bool = Field(default=False, description="More came than was sent; say why.")
    why: Why = ""


class ArrivalScan(Body):
    """What a scanner read of goods that a transfer brings."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"code": "(01)06901028075831(10)L1(30)12"}]})

    code: News
    quantity: QuantityIn | None = Field(
        default=None, description="Scanned units; what the code says, else one."
    )
    lot: Lot = Field(default="", description="Where the code doesn't say it.")
    again: bool = Field(default=False, description="Another carton with a label that was scanned already.")
    more: bool = Field(default=False, description="More came than was sent; say why.")
    why: Why = ""


class PutAway(Body):
    """A bin, and what lies in it from now on."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"bin": "A-01", "code": "(01)06901028075831(10)L1"}]}
    )

    bin: Bin
    code: News
    warehouse: Word | None = Field(default=None, description="Key of the warehouse; without it the first.")
    lot: Lot = Field(default="", description="Where the code doesn't say it.")
    owner: Word | None = Field(
        default=None, description="Code of the owner, where goods of several houses lie there."
    )


class Decision(Body):
    """A word on a decision."""

    note: Why = ""


class SendBack(Body):
    """Why a document isn't agreed to."""

    reason: Why = ""


class LifeRule(Part):
    """How fresh goods must be that go to a customer."""

    buyer: Word | None = Field(default=None, description="Code of the customer; all if not given.")
    category: Word | None = Field(default=None, description="Key of the category; all goods if not given.")
    min_days: DaysIn | None = None
    min_percent: PercentIn | None = Field(default=None, description="Of its life, from making to expiry.")
    not_older: bool = Field(default=False, description="Not older than what went there last.")


class LifeRules(Body):
    """Rules to set; one that asks nothing is taken away."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"rules": [{"buyer": "B001", "min_percent": 60}]}]}
    )

    rules: list[LifeRule] = Field(max_length=1000)


class LotRecall(Body):
    """Which lot, and why."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"sku": "FD-10001", "lot": "L2611", "reason": "Glass was found in one bottle."}]
        }
    )

    sku: Word
    lot: Lot = Field(description="As it stands on the goods.")
    reason: Reason = Field(description="Every customer who got of it reads it.")
    owner: Word | None = Field(
        default=None, description="Code of the owner, where several have a lot of this name."
    )


class Warehouse(Body):
    """A place as it should be."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"key": "sh-2", "name": "Forward warehouse", "kind": "store", "priority": 1}]
        }
    )

    key: Word
    name: Name
    names: dict[str, Name] = Field(default_factory=dict, max_length=10, description="By language.")
    kind: Word | None = Field(default=None, description="own, branch, supplier or store.")
    has_bins: bool | None = None
    priority: int = Field(default=0, ge=0, lt=2**31, description="The lowest is emptied first.")
    region: Word | None = Field(
        default=None, description="Where it lies: a province's, city's or district's code (GB/T 2260)."
    )
    is_active: bool = Field(default=True, description="Goods in a place that isn't are promised to nobody.")
