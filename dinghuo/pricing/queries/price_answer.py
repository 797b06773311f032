"""The answer to what a line costs, with its tiers and why."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from dinghuo.foundation.money import round_amount
from dinghuo.pricing.rules.candidates import ONE, Candidate, Line
from dinghuo.pricing.rules.decide import Policy, base_price, steps
from dinghuo.pricing.rules.explain import TOLD, explained
from dinghuo.pricing.rules.tiers import NextTier, Tier, next_tier, tiers


@dataclass
class PriceAnswer:
    """`amount` for one ordered unit (up to six decimals), `extended` for the quantity, rounded half up once.

    What few callers ask for is found when they do: `list_amount` is what the seller's base list asks, None if that has
    no price; `tiers` and `next_tier` are in the ordered unit; of tiers that count other lines too, as if those stayed.
    """

    key: Hashable
    currency: str
    line: Line
    won: Candidate
    found: Sequence[Candidate]
    policy: Policy

    @property
    def amount(self) -> Decimal:
        """For one ordered unit."""
        return self.won.price

    @cached_property
    def extended(self) -> Decimal:
        """For the quantity."""
        return round_amount(self.amount * self.line.quantity, self.currency)

    @property
    def list_id(self) -> UUID:
        """The list that gives the price."""
        return UUID(self.won.row.listed.id)

    @property
    def price_id(self) -> UUID:
        """The row that gives the price."""
        return UUID(self.won.row.id)

    @property
    def tax_included(self) -> bool:
        """Whether tax is in the amount, or comes on top of it."""
        return self.won.row.listed.tax_included

    @cached_property
    def list_amount(self) -> Decimal | None:
        """What the seller's base list asks."""
        return base_price(self.found, self.line.base_quantity)

    @cached_property
    def tiers(self) -> Sequence[Tier]:
        """What one ordered unit costs from which quantity on."""
        thresholds, best = zip(*steps(self.found, self.policy), strict=True)
        return tiers(thresholds, [each.price for each in best], self.line.factor or ONE)

    @cached_property
    def next_tier(self) -> NextTier | None:
        """The next tier that is cheaper, with what it saves."""
        following = next_tier(self.tiers, self.line.quantity, self.amount)
        if following is None:
            return None
        saving = round_amount(following.saving, self.currency)
        return NextTier(following.min_quantity, following.amount, saving)

    @cached_property
    def trace(self) -> list[dict[str, Any]]:
        """The rows considered, best first, with all that computing the price again needs: to be kept, never to be told.
        It holds what goods cost where a least margin counted."""
        return explained(self.found, self.won, self.line, self.policy)

    @property
    def explanation(self) -> list[dict[str, Any]]:
        """What the buyer may know of it: level, rule (the list's name), amount, outcome won or lost, reason."""
        return [{name: step[name] for name in TOLD} for step in self.trace]

    @property
    def dropped(self) -> list[tuple[str, str, str]]:
        """(list, row, why) of the rows that give no price at all."""
        return [(row.listed.key, row.id, why) for row, why in self.line.dropped]
