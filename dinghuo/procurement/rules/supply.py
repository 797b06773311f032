"""What a purchase order says of goods on their way."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dinghuo.inventory.states import IncomingState


@dataclass(frozen=True, slots=True)
class Bought:
    """An article of a purchase order, in base units: still to come, accepted already, and by when the rest comes."""

    to_come: Decimal
    accepted: Decimal
    expected: date

    @property
    def quantity(self) -> Decimal:
        """All of it that comes or has come."""
        return self.to_come + self.accepted

    @property
    def state(self) -> IncomingState:
        """Whether more is to come."""
        if self.to_come:
            return IncomingState.OPEN
        return IncomingState.RECEIVED if self.accepted else IncomingState.CANCELLED


def expected_on(promised: date | None, asked: date | None, usual: date) -> date:
    """What the supplier has promised; else the day that was asked for, if the usual time allows it; else the usual."""
    if promised is not None:
        return promised
    return max(asked, usual) if asked is not None else usual
