"""Finds the prices that are outside the band of their list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from json import loads
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch

OUTSIDE = beside(__file__)


@dataclass(frozen=True, slots=True)
class Outside:
    """A price that is outside, from `at` on: what it is, what the list above asks for one of its unit, and what would
    be inside (None: no bound on that side). `position` counts the rows that were given; `total` all that were found."""

    position: int | None
    list_id: UUID
    sku: str
    name: str
    names: Mapping[str, str]
    unit: str
    min_quantity: Decimal
    amount: Decimal
    at: datetime
    above: Decimal
    least: Decimal | None
    most: Decimal | None
    total: int


def find_outside(
    actor: Actor,
    at: datetime,
    *,
    lists: Collection[UUID] = (),
    list_id: UUID | None = None,
    rows: str = "[]",
    draft_id: UUID | None = None,
    limit: int | None = None,
) -> list[Outside]:
    """Those of prices to be written to `list_id` (`rows` as steps/write_prices.py gives them), of a draft of it, or
    that stand on the lists at `at` and later. Checks no permission. One statement, however many."""
    wanted = {
        "market": actor.market_id,
        "list": list_id,
        "lists": list(lists),
        "rows": rows,
        "draft": draft_id,
        "at": at,
        "limit": limit,
    }
    return [_read(row) for row in fetch(OUTSIDE, wanted)]


def _read(row: tuple[Any, ...]) -> Outside:
    position, list_id, sku, name, names, *rest = row
    return Outside(position, list_id, sku, name, loads(names or "{}"), *rest)
