"""Bodies of the calls about replenishment."""

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.bodies.fulfilment import ReceivedLine
from dinghuo.api.values import DaysIn, LineIn, PercentIn, QuantityIn, Reason, Word

MOST_LINES = 2000


class ReplenishmentPolicy(Body):
    """How the key's house wants to be replenished."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"window_days": 60, "review_days": 7, "service_percent": 95}]}
    )

    window_days: DaysIn = Field(description="Over how many days demand is looked at: 7 to 365.")
    review_days: DaysIn = Field(description="Every how many days is ordered: 0 to 90.")
    service_percent: PercentIn = Field(
        description="Of a hundred waits for goods, in how many nothing runs out: 50 to 99."
    )
    nightly: bool = Field(default=False, description="Propose each night.")


class Limit(Part):
    """When an article is ordered again in a warehouse, and up to what, in base units; neither: it is reckoned."""

    sku: Word
    warehouse: Word
    minimum: QuantityIn | None = None
    maximum: QuantityIn | None = None


class Limits(Body):
    """Limits set by hand."""

    limits: list[Limit] = Field(max_length=MOST_LINES)


class ProposedLine(Part):
    """How much of a line is ordered, in base units; zero: not this time."""

    line: LineIn
    quantity: QuantityIn


class ProposalEdit(Body):
    """Changes to a proposal, all of them or none."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"lines": [{"line": 1, "quantity": "96"}]}]})

    lines: list[ProposedLine] = Field(max_length=MOST_LINES)


class ProposalOrder(Body):
    """How the order is paid."""

    payment: Word = Field(default="transfer", description="A way of paying that the storefront takes.")


class MaybeReason(Body):
    """Why, if somebody wants to say."""

    reason: Reason = ""


class StockReceipt(Body):
    """Where bought goods go, and what was found of them; without lines all is accepted."""

    warehouse: Word = Field(description="Key of one of the house's warehouses.")
    lines: list[ReceivedLine] = Field(default_factory=list, max_length=MOST_LINES)
    note: Reason = ""
    expired: bool = Field(default=False, description="Receive what is past its last day all the same.")


class Sharing(Body):
    """Whether the suppliers of a house see what it will need."""

    house: Word = Field(description="Code of the house.")
    shares: bool
