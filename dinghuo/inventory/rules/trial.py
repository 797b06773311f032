"""What would change with other rules of routing: orders are served one after the other, once by each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from dinghuo.inventory.rules.balance import Balance
from dinghuo.inventory.rules.routing import Route
from dinghuo.inventory.rules.safety import Safety
from dinghuo.inventory.rules.supply import Supply
from dinghuo.inventory.rules.wants import Taken, Want

#: What is kept back of goods (variant, seller), by warehouse.
Kept = Mapping[tuple[UUID, UUID], Mapping[UUID, Safety]]


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order as it was placed: where its goods went, and what its lines held, in base units."""

    number: str
    region: str
    wants: Sequence[Want]


@dataclass(frozen=True, slots=True)
class Served:
    """By line and warehouse, how much."""

    parts: Mapping[tuple[UUID, UUID], Decimal]

    @property
    def places(self) -> frozenset[UUID]:
        """The warehouses it comes from: so many parcels at least."""
        return frozenset(place for _line, place in self.parts)

    @property
    def quantity(self) -> Decimal:
        """What it gets in sum."""
        return sum(self.parts.values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class Compared:
    """One order before and after."""

    number: str
    before: Served
    after: Served

    @property
    def changes(self) -> bool:
        """True where something would come from elsewhere."""
        return self.before.parts != self.after.parts


def compare(
    orders: Sequence[PastOrder],
    balances: Sequence[Balance],
    today: date,
    before: Route,
    after: Route,
    safety: Kept | None = None,
) -> list[Compared]:
    """Serve the orders in turn out of the same book, by each of two routings, beyond what is kept back (`safety`)."""
    served = [_replay(orders, balances, today, route, safety or {}) for route in (before, after)]
    return [Compared(order.number, *both) for order, *both in zip(orders, *served, strict=True)]


def _replay(
    orders: Sequence[PastOrder], balances: Iterable[Balance], today: date, route: Route, safety: Kept
) -> list[Served]:
    copies = [replace(balance) for balance in balances]
    routes = {balance.seller_id: route for balance in copies}
    supply = Supply(copies, today, routes=routes, safety=safety)
    return [_served(supply.take(order.wants, order.region)) for order in orders]


def _served(taken: Iterable[Taken]) -> Served:
    parts: dict[tuple[UUID, UUID], Decimal] = {}
    for part in taken:
        key = (part.line_id, part.warehouse_id)
        parts[key] = parts.get(key, Decimal(0)) + part.quantity
    return Served(parts)
