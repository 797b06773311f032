"""Which lots lines hold."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import Reservation


@dataclass(frozen=True, slots=True)
class HeldLot:
    """What a line holds of a lot, in base units, wherever it lies."""

    quantity: Decimal
    expires: date | None


def held_lots(
    actor: Actor, line_ids: Collection[UUID], warehouse_id: UUID | None = None
) -> dict[UUID, dict[str, HeldLot]]:
    """By line and lot (empty: goods kept without one), in one warehouse or in all. One statement, none for no lines."""
    if not line_ids:
        return {}
    rows = Reservation.objects.filter(market_id=actor.market_id, line_id__in=list(line_ids), quantity__gt=0)
    if warehouse_id is not None:
        rows = rows.filter(stock__warehouse_id=warehouse_id)
    found: dict[UUID, dict[str, HeldLot]] = {}
    columns = ("line_id", "stock__lot", "stock__expires", "quantity")
    for line_id, lot, expires, quantity in rows.order_by("stock__expires", "id").values_list(*columns):
        lots = found.setdefault(line_id, {})
        there = lots.get(lot, HeldLot(Decimal(0), expires))
        lots[lot] = HeldLot(there.quantity + quantity, there.expires or expires)
    return found
