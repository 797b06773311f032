"""What is kept back of goods in a warehouse, and what that leaves to promise: the one definition (features G1, G10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from dinghuo.inventory.rules.balance import Balance
from dinghuo.inventory.rules.life import Batch

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Safety:
    """How much of an article is kept back in a warehouse, in base units; urgent orders may take it where it says so."""

    quantity: Decimal
    for_urgent: bool = True


Goods = TypeVar("Goods", Balance, Batch)


def beyond_safety(
    every: Sequence[tuple[UUID, Goods]],
    fit: Sequence[Goods],
    safety: Mapping[UUID, Safety],
    urgent: bool = False,
) -> list[Goods]:
    """What may be promised of the balances that `fit` somebody, in their order: in no warehouse so much that less than
    its safety stock would be left of `every` balance (with its warehouse) of the article.

    What is kept back comes off the last of them, so that what goes out first goes out first.
    """
    free: dict[UUID, Decimal] = {}
    place: dict[UUID, UUID] = {}
    for warehouse_id, each in every:
        place[each.stock_id] = warehouse_id
        free[warehouse_id] = free.get(warehouse_id, ZERO) + each.free
    spare = {
        warehouse_id: max(total - _kept(safety.get(warehouse_id), urgent), ZERO)
        for warehouse_id, total in free.items()
    }
    found = []
    for each in fit:
        part = min(each.free, spare[place[each.stock_id]])
        spare[place[each.stock_id]] -= part
        found.append(each if part == each.free else replace(each, free=part))
    return found


def _kept(safety: Safety | None, urgent: bool) -> Decimal:
    return ZERO if safety is None or (urgent and safety.for_urgent) else safety.quantity
