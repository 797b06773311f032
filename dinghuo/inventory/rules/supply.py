"""Who gets what of what there is: first expired first out, all or nothing by line unless it is partial."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from dinghuo.inventory.rules.life import LifeNeed, is_fresh
from dinghuo.inventory.rules.wants import Taken, Want

NEVER = date.max
ZERO = Decimal(0)


@dataclass(slots=True)
class Balance:
    """A balance with something free, in base units; `priority` is its warehouse's, the lowest is emptied first."""

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


class Supply:
    """What is free of some goods, handed out line by line; what is handed out isn't there for the next line."""

    def __init__(self, balances: Iterable[Balance], today: date, has_life_rules: bool = False):
        self._today = today
        #: Whether one of the sellers asks how fresh goods are: only then do lines have needs.
        self.has_life_rules = has_life_rules
        self._balances = {balance.stock_id: balance for balance in balances}
        self._goods: dict[tuple[UUID, UUID], list[Balance]] = {}
        for balance in self._balances.values():
            self._goods.setdefault((balance.variant_id, balance.seller_id), []).append(balance)
        for several in self._goods.values():
            several.sort(key=_first_out)

    def free(self, variant_id: UUID, seller_id: UUID, need: LifeNeed | None = None) -> Decimal:
        """What is left of a seller's goods, fresh enough for who needs them so."""
        return sum((balance.free for balance in self._fit(variant_id, seller_id, need)), ZERO)

    def take(self, wants: Sequence[Want]) -> list[Taken]:
        """Serve lines in turn: each gets all it wants, or what there is if it is `partial`, else nothing."""
        return [taken for want in wants for taken in self._serve(want)]

    def put_back(self, taken: Iterable[Taken]) -> None:
        """Undo a take."""
        for part in taken:
            self._balances[part.stock_id].free += part.quantity

    def _fit(self, variant_id: UUID, seller_id: UUID, need: LifeNeed | None) -> Sequence[Balance]:
        balances = self._goods.get((variant_id, seller_id), [])
        if need is None:
            return balances
        return [balance for balance in balances if is_fresh(balance, need, self._today)]

    def _serve(self, want: Want) -> list[Taken]:
        balances = self._fit(want.variant_id, want.seller_id, want.need)
        rest = want.quantity
        if not want.partial and sum((balance.free for balance in balances), ZERO) < rest:
            return []
        parts = []
        for balance in balances:
            part = min(rest, balance.free)
            if part > 0:
                balance.free -= part
                rest -= part
                parts.append(
                    Taken(
                        want.line_id,
                        balance.stock_id,
                        part,
                        balance.warehouse_id,
                        balance.lot,
                        balance.expires,
                    )
                )
        return parts


def _first_out(balance: Balance) -> tuple[date, int, float, UUID, str, UUID]:
    # What expires the same day (or never) goes in the order in which it came in.
    return (
        balance.expires or NEVER,
        balance.priority,
        balance.received_at.timestamp() if balance.received_at else 0.0,
        balance.warehouse_id,
        balance.lot,
        balance.stock_id,
    )
