"""Who is promised what of goods on their way: the first to come first, as far as they reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

ZERO = Decimal(0)


@dataclass(slots=True)
class Incoming:
    """Goods on their way of which something is free, in base units; `presale`: may be ordered before they are here."""

    supply_id: UUID
    variant_id: UUID
    seller_id: UUID
    reference: str
    expected: date
    presale: bool
    free: Decimal


@dataclass(frozen=True, slots=True)
class Pledge:
    """What a line is promised of a supply, in base units (negative: what it gives back)."""

    line_id: UUID
    supply_id: UUID
    quantity: Decimal
    expected: date
    reference: str = ""


class IncomingPool:
    """What is free of goods on their way, handed out line by line; what is handed out isn't there for the next."""

    def __init__(self, incoming: Iterable[Incoming]):
        self._supplies = {each.supply_id: each for each in incoming}
        self._goods: dict[tuple[UUID, UUID], list[Incoming]] = {}
        for each in sorted(self._supplies.values(), key=lambda one: (one.expected, one.supply_id)):
            self._goods.setdefault((each.variant_id, each.seller_id), []).append(each)

    def free(self, variant_id: UUID, seller_id: UUID, presale: bool = False) -> Decimal:
        """What is left of a seller's goods; with `presale` only of those that may be ordered before they are here."""
        return sum((each.free for each in self._of(variant_id, seller_id, presale)), ZERO)

    def first_day(self, variant_id: UUID, seller_id: UUID) -> date | None:
        """From which day on goods come that may be ordered before; None where none do, or all are promised."""
        return next((each.expected for each in self._of(variant_id, seller_id, True) if each.free > 0), None)

    def pledge(
        self, line_id: UUID, variant_id: UUID, seller_id: UUID, quantity: Decimal, presale: bool = False
    ) -> list[Pledge]:
        """Promise a line so much, from what comes first; less in sum where there is less."""
        pledges, rest = [], quantity
        for each in self._of(variant_id, seller_id, presale):
            part = min(rest, each.free)
            if part > 0:
                each.free -= part
                rest -= part
                pledges.append(Pledge(line_id, each.supply_id, part, each.expected, each.reference))
        return pledges

    def put_back(self, pledges: Iterable[Pledge]) -> None:
        """Undo a pledge."""
        for each in pledges:
            self._supplies[each.supply_id].free += each.quantity

    def _of(self, variant_id: UUID, seller_id: UUID, presale: bool) -> list[Incoming]:
        several = self._goods.get((variant_id, seller_id), [])
        return [each for each in several if each.presale] if presale else several


def promised_day(pledges: Iterable[Pledge], waiting: Decimal) -> date | None:
    """The day by which all that waits has come; None where supply doesn't cover it, so nobody knows."""
    several = list(pledges)
    covered = sum((each.quantity for each in several), ZERO)
    return max((each.expected for each in several), default=None) if covered >= waiting > 0 else None
