"""Which warehouse serves which line as the API tells it; quantities in base units."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pydantic import Field

from dinghuo.api.render import instant
from dinghuo.api.shapes.answer import Answer, DecimalText, InstantText, Listed
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.queries.routing import RoutingVersion
from dinghuo.ordering.queries.routing_of import LineRouting
from dinghuo.ordering.queries.routing_trial import Trial


class RoutingAnswer(Answer):
    """One version of a seller's rules."""

    version: int
    rules: list[str] = Field(description="The first decides first.")
    by: str
    at: InstantText


class RoutingPage(Listed):
    """The versions, the newest first: that is the one in force."""

    items: list[RoutingAnswer]


class TriedOrderAnswer(Answer):
    """An order that would be served otherwise."""

    number: str
    before: list[str] = Field(description="Names of the warehouses by the rules in force.")
    after: list[str] = Field(description="The same by the rules that are tried.")


class RoutingTrialAnswer(Answer):
    """What would change in past orders."""

    orders: int = Field(description="How many were tried.")
    changed: int
    split_before: int = Field(description="Orders from several warehouses by the rules in force.")
    split_after: int
    parcels_before: int = Field(description="Pairs of order and warehouse by the rules in force.")
    parcels_after: int
    items: list[TriedOrderAnswer] = Field(description="The first hundred that would change, latest first.")


class ChosenAnswer(Answer):
    """What a warehouse was chosen for."""

    warehouse: str | None = Field(description="Its key; null where it is the house's no more.")
    quantity: DecimalText
    why: list[str] = Field(
        description="region:district, region:city, region:province, region, whole, fewest, oldest, priority, only, "
        "usual, hand."
    )
    by: str = Field(description="Who chose it by hand.")
    reason: str


class HeldInAnswer(Answer):
    """What lies in a warehouse for the line now."""

    warehouse: str = Field(description="Its name.")
    quantity: DecimalText


class LineRoutingAnswer(Answer):
    """A line, where its goods lie, and why there."""

    line: int
    sku: str
    unit: str
    version: int = Field(description="Of the rules that chose; 0 where there were none.")
    held: list[HeldInAnswer]
    chosen: list[ChosenAnswer]


class OrderRoutingAnswer(Listed):
    """The order's lines that come from stock."""

    items: list[LineRoutingAnswer]


def routing_shape(row: RoutingVersion) -> dict[str, Any]:
    """One version."""
    return {
        "version": row.version,
        "rules": list(row.rules),
        "by": row.person_name,
        "at": instant(row.at),
    }


def trial_shape(trial: Trial) -> dict[str, Any]:
    """A trial with the first hundred orders that would change."""

    def names(places: Iterable[UUID]) -> list[str]:
        return sorted(translated(*trial.names[place]) for place in places if place in trial.names)

    return {
        "orders": len(trial.compared),
        "changed": len(trial.changed),
        "split_before": trial.split_before,
        "split_after": trial.split_after,
        "parcels_before": trial.parcels_before,
        "parcels_after": trial.parcels_after,
        "items": [
            {"number": each.number, "before": names(each.before.places), "after": names(each.after.places)}
            for each in trial.changed[:100]
        ],
    }


def line_routings_shape(rows: Iterable[LineRouting]) -> list[dict[str, Any]]:
    """The lines by position."""
    return [
        {
            "line": row.line.position,
            "sku": row.line.sku,
            "unit": row.line.base_unit,
            "version": row.version,
            "held": [
                {"warehouse": translated(each.name, each.names), "quantity": plain(each.quantity)}
                for each in row.held
            ],
            "chosen": [
                {
                    "warehouse": part.warehouse.key if part.warehouse else None,
                    "quantity": plain(part.quantity),
                    "why": list(part.why),
                    "by": part.by,
                    "reason": part.reason,
                }
                for part in row.parts
            ],
        }
        for row in rows
    ]
