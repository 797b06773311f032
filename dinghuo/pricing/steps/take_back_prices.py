"""Takes back prices that were put on a list, where nothing has been put over them since."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.statements import fetch
from dinghuo.pricing.models import Price, PriceList
from dinghuo.pricing.rules.replace import Span
from dinghuo.pricing.steps.write_prices import CLOSE, INSERT, OVERLAPPED, NewPrice, as_rows


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A price as it was put, and the amount that counted in its place before, None for none. `is_open`: it was put from
    its moment on, whenever that was."""

    price: NewPrice
    was: Decimal | None
    is_open: bool


def take_back_prices(
    actor: Actor, price_list: PriceList, prices: Sequence[TakenBack], now: datetime
) -> list[int]:
    """End each price now (or drop it, if it is still to come) and let the one before it count again. The past stays.

    Returns the positions of those that aren't in force as they were put: their lists have been changed since, and
    nothing is written for them. The list is locked. Four statements.
    """
    found: dict[int, list[tuple[UUID, Span]]] = defaultdict(list)
    asked = [
        (each.price, Span(each.price.span.amount, _from(each, now), each.price.span.end)) for each in prices
    ]
    for position, price_id, amount, start, end in fetch(
        OVERLAPPED, {"market": actor.market_id, "list": price_list.id, "rows": as_rows(asked)}
    ):
        found[position].append((price_id, Span(amount, start, end)))
    stuck, dropped, closed, back = [], [], [], []
    for i, each in enumerate(prices):
        mine = found[i]
        if len(mine) != 1 or not _is_as_put(mine[0][1], each):
            stuck.append(i)
            continue
        price_id, span = mine[0]
        if span.start >= now:
            dropped.append(price_id)
        else:
            closed.append(price_id)
        if each.was is not None:
            back.append((each.price, Span(each.was, max(span.start, now), span.end)))
    Price.objects.filter(market_id=actor.market_id, id__in=dropped).delete()
    if closed:
        fetch(CLOSE, {"market": actor.market_id, "ids": closed, "ends": [now for _ in closed]})
    if back:
        fetch(
            INSERT,
            {
                "market": actor.market_id,
                "list": price_list.id,
                "rows": as_rows(back, [new_id() for _price in back]),
            },
        )
    return stuck


def _from(each: TakenBack, now: datetime) -> datetime:
    return now if each.is_open else max(each.price.span.start, now)


def _is_as_put(span: Span, each: TakenBack) -> bool:
    put = each.price.span
    return span.amount == put.amount and span.end == put.end
