"""From which warehouses an order's lines are served, and why: for their seller."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.promised import Held, held_where
from dinghuo.inventory.queries.warehouses import WarehouseLine, warehouses
from dinghuo.ordering.models import OrderLine


@dataclass(frozen=True, slots=True)
class Part:
    """What a warehouse was chosen for, in base units. `why`: the rules that chose it, or "hand" (who, `reason`)."""

    warehouse: WarehouseLine | None
    quantity: Decimal
    why: Sequence[str]
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LineRouting:
    """A line: where what it holds lies now, and what was decided when."""

    line: OrderLine
    held: Sequence[Held]
    version: int
    parts: Sequence[Part]


def routing_of(actor: Actor, lines: Iterable[OrderLine]) -> list[LineRouting]:
    """The lines with stock, of orders that the actor's house sells; the others aren't told. Two statements."""
    require(actor, SEE_STOCK)
    own = [line for line in lines if line.stocked and line.seller_id == actor.organisation_id]
    held = held_where(actor, [line.id for line in own])
    places = {place.id: place for place in warehouses(actor, actor.organisation_id)} if own else {}
    return [_routing(line, held.get(line.id, ()), places) for line in own]


def _routing(line: OrderLine, held: Sequence[Held], places: Mapping[UUID, WarehouseLine]) -> LineRouting:
    kept = line.routing
    parts = [
        Part(
            places.get(UUID(each["warehouse"])),
            Decimal(each["quantity"]),
            each["why"],
            each.get("by", ""),
            each.get("reason", ""),
        )
        for each in [*kept.get("parts", []), *kept.get("by_hand", [])]
    ]
    return LineRouting(line, held, kept.get("version", 0), parts)
