"""What more would cost: the steps of a price and the next one that saves."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

#: A threshold is shown in the ordered unit with this many decimals, never below the true one.
PLACES = 1_000_000


@dataclass(frozen=True, slots=True)
class Tier:
    """From `min_quantity` of the ordered unit, one of it costs `amount`."""

    min_quantity: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class NextTier:
    """The next step that is cheaper, and what it saves: on its quantity, against today's price."""

    min_quantity: Decimal
    amount: Decimal
    saving: Decimal


def tiers(thresholds: Sequence[Decimal], amounts: Sequence[Decimal], factor: Decimal) -> list[Tier]:
    """The steps with thresholds in base units, as tiers of a unit of `factor` base units; equal prices are one tier."""
    found: list[Tier] = []
    for threshold, amount in zip(thresholds, amounts, strict=True):
        if not found or found[-1].amount != amount:
            found.append(Tier(rounded_up(threshold, factor), amount))
    return found


def rounded_up(base: Decimal, factor: Decimal) -> Decimal:
    """How many units of `factor` base units are at least this many base units, rounded up to six decimals."""
    whole, rest = divmod(base * PLACES, factor)
    return (whole + 1 if rest else whole) / PLACES


def next_tier(steps: Sequence[Tier], quantity: Decimal, amount: Decimal) -> NextTier | None:
    """The nearest tier above the quantity that costs less; its saving is not yet rounded."""
    for step in steps:
        if step.min_quantity > quantity and step.amount < amount:
            return NextTier(step.min_quantity, step.amount, (amount - step.amount) * step.min_quantity)
    return None
