"""What of a shipment line is still on its way, and where the shipment stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dinghuo.fulfilment.states import ShipmentState

ZERO = Decimal(0)


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


def receipt_fault(line: Carried, accepted: Decimal, rejected: Decimal) -> str | None:
    """The code of what is wrong with a receipt of a line: "number", "negative", "too-much", or None.

    Less than is on its way is no fault: the rest stays on its way until it arrives or is written off.
    """
    if not (accepted.is_finite() and rejected.is_finite()):
        return "number"
    if accepted < 0 or rejected < 0:
        return "negative"
    return "too-much" if accepted + rejected > line.on_the_way else None
