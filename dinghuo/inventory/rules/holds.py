"""What lines hold of balances."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Hold:
    """One line's hold on one balance, in base units."""

    line_id: UUID
    stock_id: UUID
    quantity: Decimal
