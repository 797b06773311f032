"""What lines hold, and what of it lies ready for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.models import Picked, Reservation, Stock


@dataclass(frozen=True, slots=True)
class Pick:
    """One line's goods of one balance, in base units: `held` for it, and `picked` already."""

    line_id: UUID
    stock_id: UUID
    variant_id: UUID
    warehouse_id: UUID
    lot: str
    expires: date | None
    bin: str
    held: Decimal
    picked: Decimal

    @property
    def room(self) -> Decimal:
        """Still to be picked."""
        return max(self.held - self.picked, Decimal(0))

    @property
    def surplus(self) -> Decimal:
        """Picked for a line that doesn't hold it any more: to be put back."""
        return max(self.picked - self.held, Decimal(0))


def picks(actor: Actor, line_ids: Collection[UUID], warehouse_id: UUID | None = None) -> list[Pick]:
    """What these lines hold or have picked, in one warehouse or all, by bin and expiry. Three statements."""
    mine = {"market_id": actor.market_id, "line_id__in": list(line_ids), "quantity__gt": 0}
    columns = ("line_id", "stock_id", "quantity")
    held = {row[:2]: row[2] for row in Reservation.objects.filter(**mine).values_list(*columns)}
    picked = {row[:2]: row[2] for row in Picked.objects.filter(**mine).values_list(*columns)}
    concerned = {stock_id for _line, stock_id in {**held, **picked}}
    rows = Stock.objects.filter(market_id=actor.market_id, id__in=concerned)
    if warehouse_id is not None:
        rows = rows.filter(warehouse_id=warehouse_id)
    balances = {row.id: row for row in rows.select_related("warehouse")}
    found = [
        (balances[stock_id], line_id) for line_id, stock_id in {**held, **picked} if stock_id in balances
    ]
    found.sort(key=lambda each: (*_walk(each[0]), each[1]))
    nothing = Decimal(0)
    return [
        Pick(
            line_id,
            row.id,
            row.variant_id,
            row.warehouse_id,
            row.lot,
            row.expires,
            row.bin,
            held.get((line_id, row.id), nothing),
            picked.get((line_id, row.id), nothing),
        )
        for row, line_id in found
    ]


def _walk(row: Stock) -> tuple[int, str, bool, date, str]:
    return row.warehouse.priority, row.bin, row.expires is None, row.expires or date.max, row.lot
