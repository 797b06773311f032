"""A balance as it is handed out, and in which order balances are used where nobody says otherwise."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

NEVER = date.max


@dataclass(slots=True)
class Balance:
    """A balance with something free, in base units; `priority` is its warehouse's, the lowest is emptied first.

    `region`: the code of the region in which the warehouse lies (GB/T 2260), empty where nobody has told it.
    """

    stock_id: UUID
    variant_id: UUID
    seller_id: UUID
    warehouse_id: UUID
    priority: int
    lot: str
    expires: date | None
    free: Decimal
    made: date | None = None
    received_at: datetime | None = None
    region: str = ""


FirstOut = tuple[date, int, float, UUID, str, UUID]


def first_out_key(balance: Balance) -> FirstOut:
    """First expired first; what expires the same day (or never) by warehouse, then in the order in which it came in."""
    return (
        balance.expires or NEVER,
        balance.priority,
        balance.received_at.timestamp() if balance.received_at else 0.0,
        balance.warehouse_id,
        balance.lot,
        balance.stock_id,
    )
