"""The book of stock while the year runs: what arrives, is held, is shipped, each with its movement."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from dinghuo.demo.ids import Ids
from dinghuo.demo.shelf.item import Sold
from dinghuo.inventory.models import Movement, Reservation, Stock
from dinghuo.inventory.states import MovementKind

if TYPE_CHECKING:
    from dinghuo.demo.trade.world import Rows, Who

#: Food arrives in lots that are sold for a quarter of a year.
LOT_DAYS = 92
#: How often the storerooms are looked through for what has run out.
ROUND_DAYS = 7
ZERO = Decimal(0)
#: A document as movements name it: kind, id, number.
Paper = tuple[str, UUID, str]


@dataclass(eq=False, slots=True)
class Balance:
    """A row of stock, in base units."""

    id: UUID
    sold: Sold
    lot: str
    expires: date | None
    on_hand: Decimal = ZERO
    reserved: Decimal = ZERO


@dataclass(slots=True)
class Hold:
    """What a line holds of a balance."""

    line_id: UUID
    balance: Balance
    quantity: Decimal


class StockBook:
    """All balances, by what is sold and lot. Every change leaves a movement."""

    def __init__(
        self,
        rows: "Rows",
        ids: Ids,
        warehouses: Mapping[str, UUID],
        owners: Mapping[str, UUID],
        start: datetime,
    ) -> None:
        self._rows = rows
        self._ids = ids
        self._warehouses = warehouses
        self._owners = owners
        self._start = start
        self._balances: dict[tuple[str, str, str], Balance] = {}
        self._holds: dict[UUID, list[Hold]] = {}
        self._chance = random.Random("deliveries")

    def hold(
        self, sold: Sold, line_id: UUID, quantity: Decimal, at: datetime, who: "Who", document: Paper
    ) -> None:
        """Reserve for a line, from the lot that is sold now; where it falls short, goods arrive in time."""
        balance = self._current(sold, at)
        free = balance.on_hand - balance.reserved
        if free < quantity:
            before = at - timedelta(hours=self._chance.randint(3, 90))
            self._arrive(
                balance, (quantity - free) + quantity * self._chance.randint(1, 4), max(before, self._start)
            )
        balance.reserved += quantity
        holds = self._holds.setdefault(line_id, [])
        hold = next((hold for hold in holds if hold.balance is balance), None)
        if hold is None:
            hold = Hold(line_id, balance, ZERO)
            holds.append(hold)
        hold.quantity += quantity
        self._move(balance, MovementKind.RESERVED, ZERO, quantity, line_id, at, who, document)

    def release(self, line_id: UUID, quantity: Decimal, at: datetime, who: "Who", document: Paper) -> None:
        """Give up what a line holds."""
        for hold, part in self._parts(line_id, quantity):
            hold.quantity -= part
            hold.balance.reserved -= part
            self._move(hold.balance, MovementKind.RELEASED, ZERO, -part, line_id, at, who, document)

    def ship(
        self, line_id: UUID, quantity: Decimal, at: datetime, who: "Who", document: Paper
    ) -> list[tuple[Balance, Decimal]]:
        """Send off what a line holds; returns from which balances."""
        taken = []
        for hold, part in self._parts(line_id, quantity):
            hold.quantity -= part
            hold.balance.reserved -= part
            hold.balance.on_hand -= part
            taken.append((hold.balance, part))
            self._move(hold.balance, MovementKind.SHIPPED, -part, -part, line_id, at, who, document)
        return taken

    def count_to(self, sold: Sold, free: Decimal, at: datetime) -> None:
        """Bring the current lot to so many units that nobody holds: by a delivery, or a count that finds less."""
        balance = self._current(sold, at)
        difference = free - (balance.on_hand - balance.reserved)
        if difference:
            self._arrive(balance, difference, at)

    def warehouse_of(self, balance: Balance) -> UUID:
        """Where a balance lies."""
        return self._warehouses[balance.sold.seller]

    def close(self, end: datetime) -> None:
        """Write the balances and holds as they stand; what was left of lots when they ran out has been thrown away."""
        self._scrap(end)
        for balance in self._balances.values():
            self._rows.add(
                Stock,
                id=balance.id,
                warehouse_id=self.warehouse_of(balance),
                variant_id=balance.sold.item.id,
                owner_id=self._owners[balance.sold.seller],
                lot=balance.lot,
                expires=balance.expires,
                on_hand=balance.on_hand,
                reserved=balance.reserved,
            )
        for holds in self._holds.values():
            for hold in holds:
                self._rows.add(
                    Reservation, line_id=hold.line_id, stock_id=hold.balance.id, quantity=hold.quantity
                )

    def _scrap(self, end: datetime) -> None:
        """Once a week somebody goes round; what ran out since the last round is still there."""
        for balance in self._balances.values():
            free = balance.on_hand - balance.reserved
            if (
                balance.expires is None
                or free <= 0
                or balance.expires >= (end - timedelta(days=ROUND_DAYS)).date()
            ):
                continue
            days = (balance.expires - self._start.date()).days + self._chance.randint(1, ROUND_DAYS)
            balance.on_hand -= free
            self._entered(
                balance, MovementKind.SCRAPPED, -free, self._start + timedelta(days=days), "过期报废"
            )

    def _current(self, sold: Sold, at: datetime) -> Balance:
        life = sold.item.article.life_days
        quarter = (at - self._start).days // LOT_DAYS if life else 0
        opened = self._start + timedelta(days=quarter * LOT_DAYS)
        lot = f"L{opened:%y%m}" if life else ""
        key = (sold.item.sku, sold.seller, lot)
        if key not in self._balances:
            expires = (opened + timedelta(days=int(life * 0.95))).date() if life else None
            self._balances[key] = Balance(self._ids.at(opened), sold, lot, expires)
        return self._balances[key]

    def _parts(self, line_id: UUID, quantity: Decimal) -> Iterator[tuple[Hold, Decimal]]:
        for hold in self._holds.get(line_id, ()):
            part = min(hold.quantity, quantity)
            if part > 0:
                quantity -= part
                yield hold, part
        if quantity:
            raise RuntimeError(f"line {line_id} holds {quantity} less than it needs")

    def _arrive(self, balance: Balance, quantity: Decimal, at: datetime) -> None:
        balance.on_hand += quantity
        why = "到货入库" if quantity > 0 else "盘点"
        self._entered(balance, MovementKind.COUNTED, quantity, at, why)

    def _entered(
        self, balance: Balance, kind: MovementKind, quantity: Decimal, at: datetime, why: str
    ) -> None:
        self._rows.add(
            Movement,
            id=self._ids.at(at),
            stock_id=balance.id,
            kind=kind.value,
            on_hand_delta=quantity,
            person_name="仓库",
            at=at,
            why=why,
        )

    def _move(
        self,
        balance: Balance,
        kind: MovementKind,
        on_hand: Decimal,
        reserved: Decimal,
        line_id: UUID,
        at: datetime,
        who: "Who",
        document: Paper,
    ) -> None:
        self._rows.add(
            Movement,
            id=self._ids.text_at(at),
            stock_id=balance.id,
            kind=kind.value,
            on_hand_delta=on_hand,
            reserved_delta=reserved,
            document_kind=document[0],
            document_id=document[1],
            document_number=document[2],
            line_id=line_id,
            person_id=who.person_id,
            person_name=who.person_name,
            at=at,
        )
