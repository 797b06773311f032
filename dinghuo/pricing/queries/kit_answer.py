"""The answer to what a kit costs that is priced by its parts."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from dinghuo.catalogue.queries.kits import Part
from dinghuo.foundation.quantity import plain
from dinghuo.pricing.queries.price_answer import PriceAnswer
from dinghuo.pricing.rules.tiers import NextTier, Tier


@dataclass
class KitAnswer(PriceAnswer):
    """The sum of what the parts cost this buyer at the quantity of each that is in so many kits.

    What else a price has is the first part's, but for tiers: parts have theirs, the kit has none. `parts`: what is in
    one ordered unit, and the answer for all of it.
    """

    parts: Sequence[tuple[Part, PriceAnswer]] = ()
    quantity: Decimal = Decimal(1)

    @property
    def amount(self) -> Decimal:
        """For one ordered unit; tax is in it if it is in any part's."""
        return sum((self._gross(answer) * part.quantity for part, answer in self.parts), Decimal(0))

    @property
    def tax_included(self) -> bool:
        """Whether tax is in the amount."""
        return any(answer.tax_included for _part, answer in self.parts)

    @cached_property
    def extended(self) -> Decimal:
        """For the quantity: what its lines will come to."""
        return sum((answer.extended for _part, answer in self.parts), Decimal(0))

    @cached_property
    def list_amount(self) -> Decimal | None:
        """What the seller's base list asks for the parts."""
        listed = [(part.quantity, answer.list_amount) for part, answer in self.parts]
        known = [quantity * amount for quantity, amount in listed if amount is not None]
        return sum(known, Decimal(0)) if len(known) == len(listed) else None

    @cached_property
    def tiers(self) -> Sequence[Tier]:
        """One price, from one unit on."""
        return [Tier(Decimal(1), self.amount)]

    @cached_property
    def next_tier(self) -> NextTier | None:
        """None: each part has its own."""
        return None

    @cached_property
    def trace(self) -> list[dict[str, Any]]:
        """Part by part what was considered, after what all of them come to."""
        told: list[dict[str, Any]] = []
        for part, answer in self.parts:
            named = f"{part} × {plain(part.quantity)} {part.unit}"
            told += [{**step, "rule": f"{named}: {step['rule']}"} for step in answer.trace]
        return told

    def _gross(self, answer: PriceAnswer) -> Decimal:
        if answer.tax_included or not self.tax_included:
            return answer.amount
        return answer.amount * (1 + answer.line.tax_rate)


def kit_answer(
    key: Hashable,
    quantity: Decimal,
    parts: Sequence[Part],
    answers: Mapping[Hashable, PriceAnswer],
) -> KitAnswer | None:
    """The answer for a kit whose parts were priced by the keys (key, number of the part); None if one is on request."""
    found = [answers.get((key, i)) for i in range(len(parts))]
    known = [answer for answer in found if answer is not None]
    if not known or len(known) < len(parts):
        return None
    first = known[0]
    return KitAnswer(
        key,
        first.currency,
        first.line,
        first.won,
        first.found,
        first.policy,
        parts=list(zip(parts, known, strict=True)),
        quantity=quantity,
    )
