"""What others hold at the checkout of a balance isn't there for somebody: the one definition (features G1)."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from dinghuo.inventory.rules.balance import Balance
from dinghuo.inventory.rules.life import Batch

#: What is held of a balance, by buyer.
HeldBy = Mapping[UUID, Decimal]


Goods = TypeVar("Goods", Balance, Batch)


def beyond_holds(balance: Goods, held: HeldBy | None, buyer_id: UUID | None) -> Goods:
    """The balance with what is left of it for this buyer (None: for nobody's order): what others hold is left out, what
    its own people hold isn't. Never less than nothing, whatever became of the goods meanwhile."""
    others = sum((quantity for buyer, quantity in (held or {}).items() if buyer != buyer_id), Decimal(0))
    return replace(balance, free=max(balance.free - others, Decimal(0))) if others else balance
