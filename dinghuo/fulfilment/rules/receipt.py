"""What of a shipment line is still on its way, and where the shipment stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dinghuo.foundation.quantity import PLACES
from dinghuo.fulfilment.states import ShipmentState

ZERO = Decimal(0)
LARGEST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Carried:
    """A shipment line's quantities in base units."""

    quantity: Decimal
    accepted: Decimal = ZERO
    rejected: Decimal = ZERO
    lost: Decimal = ZERO

    @property
    def received(self) -> Decimal:
        """What has arrived and was inspected."""
        return self.accepted + self.rejected

    @property
    def on_the_way(self) -> Decimal:
        """Neither received nor lost: it may still arrive."""
        return self.quantity - self.received - self.lost


def shipment_state(lines: Iterable[Carried]) -> ShipmentState:
    """Where a shipment stands: received once nothing is on its way any more."""
    lines = list(lines)
    received = sum((line.received for line in lines), ZERO)
    if any(line.on_the_way for line in lines):
        return ShipmentState.PARTLY_RECEIVED if received else ShipmentState.IN_TRANSIT
    return ShipmentState.RECEIVED if received else ShipmentState.LOST


def receipt_faults(line: Carried, accepted: Decimal, rejected: Decimal) -> list[tuple[str, str]]:
    """All that is wrong with a receipt of a line: field and code - "number", "negative", "decimals", "too-much".

    Less than is on its way is no fault: the rest stays on its way until it arrives or is written off.
    """
    given = {"accepted": accepted, "rejected": rejected}
    found = [(name, code) for name, quantity in given.items() if (code := _quantity_fault(quantity))]
    counted = {name: quantity for name, quantity in given.items() if quantity.is_finite() and quantity > 0}
    if sum(counted.values(), ZERO) > line.on_the_way:
        found.append((list(counted)[-1], "too-much"))
    return found


def _quantity_fault(quantity: Decimal) -> str:
    if not quantity.is_finite():
        return "number"
    if quantity < 0:
        return "negative"
    # More than a column holds is more than is on its way, and told as that.
    return "decimals" if quantity < LARGEST and quantity % PLACES else ""
