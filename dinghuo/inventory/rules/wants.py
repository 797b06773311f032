"""What is wanted of stock for a document's lines, and what they got."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from dinghuo.inventory.rules.life import LifeNeed


@dataclass(frozen=True, slots=True)
class Want:
    """A line's wish for a seller's stock, in base units. `partial`: better some of it than nothing. `need`: how fresh
    it must be for who gets it. `urgent`: it may take what is kept back for urgent orders. `buyer_id`: it may take what
    this buyer's people hold at the checkout."""

    line_id: UUID
    variant_id: UUID
    seller_id: UUID
    quantity: Decimal
    partial: bool = False
    need: LifeNeed | None = None
    urgent: bool = False
    buyer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a line came from (or went back to) which balance, in base units; `picked`: so much of it lay ready; `why`
    its seller's routing chose it; `keeper_id`: whose place it was shipped from."""

    line_id: UUID
    stock_id: UUID
    quantity: Decimal
    warehouse_id: UUID
    lot: str = ""
    expires: date | None = None
    why: tuple[str, ...] = ()
    picked: Decimal = Decimal(0)
    keeper_id: UUID | None = None
