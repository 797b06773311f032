"""Bodies of the calls about which warehouse serves which line."""

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import QuantityIn, Why, Word


class RoutingRules(Body):
    """The rules in their order; none: expiry, then the warehouse's turn."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"rules": ["region", "fewest", "oldest"]}]})

    rules: list[Word] = Field(
        max_length=5,
        description="region, whole, fewest, oldest, priority; each once. The first decides first.",
    )


class RoutingTrial(RoutingRules):
    """Rules to try on past orders."""

    days: int = Field(default=30, ge=1, le=365, description="The orders of so many days.")


class Reallocation(Body):
    """To which order goods shall go that a line holds."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"to": "SO-2026-000124", "quantity": "12", "why": "The hospital needs it"}]
        }
    )

    to: Word = Field(description="Number of an order of the same seller's that waits for the article.")
    quantity: QuantityIn = Field(description="In base units.")
    why: Why


class Reroute(Body):
    """From where a line's goods shall come."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"warehouse": "sh-2", "why": "The truck leaves from there"}]}
    )

    warehouse: Word = Field(description="Its key.")
    quantity: QuantityIn | None = Field(
        default=None, description="In base units; all that lies elsewhere if not given."
    )
    why: Why
