"""The body of the call that answers several orders at once."""

from typing import Annotated

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.values import LineIn, QuantityIn, Why, Word
from dinghuo.ordering.actions.confirm_orders import MOST_ORDERS

#: Shares that one call may decide.
MOST_SHARES = 2000


class DecidedShare(Part):
    """What a line gets, whatever the rule says."""

    order: Word = Field(description="Number of one of the orders.")
    line: LineIn
    quantity: QuantityIn = Field(description="In base units.")


class Confirmations(Body):
    """Orders of one seller to accept, as far as there are goods for them."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"orders": ["SO-2026-000123", "SO-2026-000124"], "dry_run": True},
                {
                    "orders": ["SO-2026-000123", "SO-2026-000124"],
                    "shares": [{"order": "SO-2026-000124", "line": 1, "quantity": "24"}],
                    "why": "The hospital needs it",
                },
            ]
        }
    )

    orders: Annotated[list[Word], Field(max_length=MOST_ORDERS, json_schema_extra={"minItems": 1})] = Field(
        description="Numbers."
    )
    shares: list[DecidedShare] = Field(
        default_factory=list,
        max_length=MOST_SHARES,
        description="Decided by hand; the rest goes by the rule.",
    )
    why: Why = Field(default="", description="Required with `shares`: whose share it is reads it.")
    dry_run: bool = Field(default=False, description="Only show who would get what; nothing is kept.")
