"""Puts new prices among the old ones of a list: history is closed, the past stays."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_ids
from dinghuo.foundation.json_text import json_text
from dinghuo.foundation.statements import beside, fetch
from dinghuo.pricing.models import Price, PriceList
from dinghuo.pricing.rules.replace import Change, Span, replace

OVERLAPPED = beside(__file__)
CLOSE = beside(__file__, "close_prices")
INSERT = beside(__file__, "insert_prices")


@dataclass(frozen=True, slots=True, order=True)
class NewPrice:
    """A price that has been checked; its slot is all but amount and time."""

    variant_id: UUID
    unit: str
    min_quantity: Decimal
    span: Span

    @property
    def slot(self) -> tuple[UUID, str, Decimal]:
        """What at any instant has one price at most."""
        return (self.variant_id, self.unit, self.min_quantity)


@dataclass(frozen=True, slots=True)
class Written:
    """How many prices were added (new ones, and ends of old ones), were there already, or lie in a past that stays."""

    added: int
    unchanged: int
    past: Sequence[int]


@dataclass(frozen=True, slots=True)
class Planned:
    """What a new price does to the old ones of its slot that it overlaps."""

    change: Change[UUID]
    old: Sequence[Span]


def write_prices(actor: Actor, price_list: PriceList, prices: Sequence[NewPrice], now: datetime) -> Written:
    """Write checked prices, no two of which overlap, into a list that is locked. At most four statements."""
    planned = plan(actor, price_list, prices, now)
    return write_changes(actor, price_list, prices, [each.change for each in planned])


def write_changes(
    actor: Actor, price_list: PriceList, prices: Sequence[NewPrice], changes: Sequence[Change[UUID]]
) -> Written:
    """Write what has been planned under the list's lock. At most three statements."""
    closed = [each for change in changes for each in change.close]
    dropped = [price_id for change in changes for price_id in change.delete]
    added = [(price, span) for price, change in zip(prices, changes, strict=True) for span in change.add]
    if dropped:
        Price.objects.filter(market_id=actor.market_id, id__in=dropped).delete()
    if closed:
        ids, ends = zip(*closed, strict=True)
        fetch(CLOSE, {"market": actor.market_id, "ids": list(ids), "ends": list(ends)})
    if added:
        rows = as_rows(added, new_ids(len(added)))
        fetch(INSERT, {"market": actor.market_id, "list": price_list.id, "rows": rows})
    return Written(
        added=len(added),
        unchanged=sum(not change.add and not change.is_past for change in changes),
        past=[i for i, change in enumerate(changes) if change.is_past],
    )


def plan(actor: Actor, price_list: PriceList, prices: Sequence[NewPrice], now: datetime) -> list[Planned]:
    """What writing each price would do, and what is there. One statement; nothing is written or locked."""
    spans = [(price, price.span) for price in prices]
    rows = fetch(OVERLAPPED, {"market": actor.market_id, "list": price_list.id, "rows": as_rows(spans)})
    old = defaultdict(list)
    for position, price_id, amount, start, end in rows:
        old[position].append((price_id, Span(amount, start, end)))
    return [
        Planned(replace(old[i], price.span, now), [span for _id, span in old[i]])
        for i, price in enumerate(prices)
    ]


def as_rows(spans: Sequence[tuple[NewPrice, Span]], ids: Sequence[UUID] = ()) -> str:
    """The prices as the JSON that the statements beside this file take, with these ids where they are to be rows."""
    # Sheets have a few instants in a hundred thousand rows.
    moment = cache(lambda at: at and at.isoformat())
    rows: list[dict[str, Any]] = [
        {
            "n": n,
            "variant_id": price.variant_id,
            "unit": price.unit,
            "min_quantity": str(price.min_quantity),
            "amount": str(span.amount),
            "starts": moment(span.start),
            "ends": moment(span.end),
        }
        for n, (price, span) in enumerate(spans)
    ]
    for row, row_id in zip(rows, ids, strict=False):
        row["id"] = row_id
    return json_text(rows)
