"""What is asked of orders, for those who ask it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dinghuo.catalogue.models import Category, Product
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.fields import translated
from dinghuo.members.models import Level
from dinghuo.organisations.models import OrderMinimum
from dinghuo.organisations.queries.own_minimums import own_minimums

__all__ = ["MinimumLine", "order_minimums", "own_minimums"]

SEE = "organisations.see_order_minimums"
MOST = 1000


@dataclass(frozen=True, slots=True)
class MinimumLine:
    """An agreement with what it names: of whom (`whom`: buyer, group, level or all) and of which goods (`target`:
    product, category or all), each by code or key (empty: all) and name."""

    row: OrderMinimum
    whom: str
    named: str
    whom_name: str
    target: str
    goods: str
    goods_name: str


def order_minimums(actor: Actor) -> list[MinimumLine]:
    """What the actor's house asks of orders, and of whose; of the whole market for who sees it. Those for all first,
    at most a thousand. Four statements at most."""
    require(actor, SEE)
    order = ("seller__code", "target", "buyer__code", "group__key", "storefront__key", "id")
    rows = list(own_minimums(actor).order_by(*order)[:MOST])
    levels = _words(actor, Level, "key", (row.level_id for row in rows))
    goods = _words(actor, Product, "code", (row.target_id for row in rows if row.target == "product"))
    goods |= _words(actor, Category, "key", (row.target_id for row in rows if row.target == "category"))
    return [
        MinimumLine(row, *_whom(row, levels), row.target, *goods.get(row.target_id, ("", ""))) for row in rows
    ]


def _whom(row: OrderMinimum, levels: dict[UUID | None, tuple[str, str]]) -> tuple[str, str, str]:
    if row.buyer:
        return "buyer", row.buyer.code, translated(row.buyer.name, row.buyer.names)
    if row.group:
        return "group", row.group.key, str(row.group)
    return ("level", *levels.get(row.level_id, ("", ""))) if row.level_id else ("all", "", "")


def _words(
    actor: Actor, model: Any, column: str, ids: Iterable[UUID | None]
) -> dict[UUID | None, tuple[str, str]]:
    wanted = {each for each in ids if each}
    found = model.objects.filter(market_id=actor.market_id, id__in=wanted) if wanted else ()
    return {row.id: (getattr(row, column), translated(row.name, row.names)) for row in found}
