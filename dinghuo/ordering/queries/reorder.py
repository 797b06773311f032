"""What a buyer ordered lately and can order again, with today's price and stock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.catalogue.queries.assortment import range_of, shown_rows
from dinghuo.catalogue.queries.items import items
from dinghuo.foundation.actor import Actor, require
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.queries.shelf import ShelfItem, on_shelf
from dinghuo.ordering.rules.kits import as_asked
from dinghuo.organisations.models import Storefront

__all__ = ["Again", "as_asked", "order_again"]

#: How far back it looks: what wasn't in one of the last orders isn't ordered again at a glance.
ORDERS = 30


@dataclass(frozen=True)
class Again:
    """An article, how much of it was ordered last, in which unit and when, and in how many of the last orders."""

    shelf: ShelfItem
    quantity: Decimal
    unit: str
    at: datetime
    times: int


def order_again(actor: Actor, storefront: Storefront, limit: int = 12) -> Sequence[Again]:
    """The articles of the last orders that this storefront still shows: those ordered most often first.

    A constant number of statements.
    """
    require(actor, VIEW)
    rows = _last_lines(actor)
    times: dict[UUID, int] = {}
    last: dict[UUID, tuple[Decimal, str, datetime]] = {}
    for variant_id, quantity, unit, at in rows:
        times[variant_id] = times.get(variant_id, 0) + 1
        last.setdefault(variant_id, (quantity, unit, at))
    shown = range_of(actor, storefront.id)
    listed = shown_rows(actor, shown).filter(variant_id__in=list(times))
    kept = set(listed.values_list("variant_id", flat=True))
    often = sorted(kept, key=lambda each: (-times[each], -last[each][2].timestamp(), each))[:limit]
    known = items(actor, often, shown)
    shelf = on_shelf(actor, storefront, actor.organisation_id, known)
    found = []
    for each in shelf:
        if each.offer:
            quantity, unit, at = last[each.item.variant_id]
            found.append(Again(each, quantity, unit, at, times[each.item.variant_id]))
    return found


def _last_lines(actor: Actor) -> list[tuple[UUID, Decimal, str, datetime]]:
    orders = (
        Order.objects.filter(market_id=actor.market_id, buyer_id=actor.organisation_id)
        .order_by("-id")
        .values_list("id", flat=True)[:ORDERS]
    )
    rows = OrderLine.objects.filter(market_id=actor.market_id, order_id__in=list(orders), quantity__gt=0)
    columns = ("order_id", "order__placed_at", "variant_id", "sku", "unit", "quantity", "kit")
    by_order: dict[UUID, list[Any]] = {}
    for row in rows.order_by("-id").values_list(*columns, named=True):
        by_order.setdefault(row.order_id, []).append(row)
    return [
        (each.variant_id, each.quantity, each.unit, lines[0].order__placed_at)
        for lines in by_order.values()
        for each in as_asked(lines)
    ]
