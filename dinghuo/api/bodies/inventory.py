"""Bodies of the calls about stock."""

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.values import DayIn, Lot, QuantityIn, Reason, Word

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
