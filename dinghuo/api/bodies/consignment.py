"""What is sent about goods that lie with another house."""

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import DayIn, Reason, Why, Word


class NewConsignment(Body):
    """An agreement to propose to another house. Whoever owns the warehouse keeps the goods, the other one owns them."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "other": "S001",
                    "warehouse": "hz-main",
                    "valid_from": "2026-12-01",
                    "goods": "category",
                    "target": "drinks",
                    "ships": "keeper",
                    "may_take": True,
                }
            ]
        }
    )

    other: Word = Field(description="Code of the other house.")
    warehouse: Word = Field(description="Key of a warehouse of either of the two.")
    valid_from: DayIn
    valid_until: DayIn | None = Field(default=None, description="The last day.")
    goods: Word = Field(default="all", description="`all`, `brand`, `category` or `articles`.")
    target: Word | None = Field(default=None, description="Key of the brand or category.")
    articles: list[Word] = Field(default_factory=list, max_length=2000, description="SKUs.")
    ships: Word = Field(
        default="keeper", description="Who sends off what is sold: `keeper`, `owner`, `both`."
    )
    may_take: bool = Field(default=False, description="The keeper may take goods into its own stock.")
    note: Reason = ""


class ConsignmentReply(Body):
    """What the other house says to a proposal."""

    accept: bool
    why: Why = Field(default="", description="Needed to decline.")


class ConsignmentEnd(Body):
    """Why it ends."""

    why: Why = ""
