"""What orders must come to, what they should come to, and what it costs if they don't."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.money import round_amount

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Minimum:
    """What is asked of a seller's order, or, without a seller, of all that is ordered in one go; tax included.

    Below `least` nothing is ordered. Below `threshold` it is, with `note` told and a fee: `fee`, or `percent` of what
    the goods come to. The fee has its tax in it, at `tax_rate` (0.13 is 13 %).
    """

    seller_id: UUID | None
    least: Decimal = ZERO
    threshold: Decimal = ZERO
    fee: Decimal = ZERO
    percent: Decimal = ZERO
    tax_rate: Decimal = ZERO
    note: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)

    def charge(self, total: Decimal, currency: str) -> Decimal:
        """The fee for goods that come to so much, rounded half up; zero from the threshold on."""
        if total >= self.threshold:
            return ZERO
        return round_amount(self.fee or total * self.percent / 100, currency)


def tax_within(amount: Decimal, tax_rate: Decimal, currency: str) -> Decimal:
    """The tax in an amount that includes it, rounded half up."""
    return round_amount(amount * tax_rate / (1 + tax_rate), currency)
