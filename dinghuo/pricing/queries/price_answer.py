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
from dinghuo.pricing.rules.taxes import (
    EXCLUDED,
    INCLUDED,
    TaxTold,
    as_shown,
    mark_of,
    steps_shown,
    sum_shown,
    tax_step,
    tax_told,
)
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
        """Whether tax is in the amount, or comes on top of it; neither for who is exempt."""
        return self.line.has_tax(self.won.row.listed)

    @cached_property
    def told(self) -> "ToldPrice":
        """The same as the buyer is shown prices. What is ordered costs what the lists say, to the cent."""
        return ToldPrice(self)

    def shown(self, amount: Decimal) -> Decimal:
        """A price for one ordered unit as the buyer is shown prices."""
        rate = self.taxed_at(self.line.tax_rate)
        return as_shown(amount, self.tax_included, self.line.shown_tax, rate)

    def shown_part(self, amount: Decimal) -> Decimal:
        """What is off a line's price, or saved on it, as the buyer is shown prices."""
        rate = self.taxed_at(self.line.tax_rate)
        return as_shown(amount, self.tax_included, self.line.shown_tax, rate)

    @property
    def shown_amount(self) -> Decimal:
        """The price itself as the buyer is shown prices."""
        return self.shown(self.amount)

    @property
    def shown_extended(self) -> Decimal:
        """For the quantity, as the buyer is shown prices: what is charged, with or without the tax that is charged."""
        rate = self.taxed_at(self.line.tax_rate)
        return sum_shown(self.extended, self.tax_included, self.line.shown_tax, rate, self.currency)

    @property
    def shown_trace(self) -> list[dict[str, Any]]:
        """The trace with its amounts as the buyer is shown prices."""
        rate = self.taxed_at(self.line.tax_rate)
        return steps_shown(self.trace, self.line.shown_tax, rate, self.tax_included)

    @property
    def net(self) -> Decimal:
        """For one ordered unit, without the tax that is in it."""
        return as_shown(self.amount, self.tax_included, EXCLUDED, self.taxed_at(self.line.tax_rate))

    @property
    def exempt(self) -> str | None:
        """The certificate by which the buyer pays no tax."""
        return self.line.exempt

    @property
    def tax(self) -> TaxTold | None:
        """At which rate the line is taxed, and whence that is; known where the request asked for rates. None of a kit
        whose parts are taxed at several."""
        rate = self.taxed_at(self.line.tax_rate)
        return tax_told(tax_step(rate, self.line.taxed_by, self.exempt), rate)

    def taxed_at(self, rate: Decimal) -> Decimal:
        """At which rate the line is taxed whose goods are taxed at this one."""
        return rate if self.line.exempt is None else Decimal(0)

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


class ToldPrice:
    """A price as its buyer is shown prices: with tax, without, or as the lists have them."""

    def __init__(self, answer: PriceAnswer) -> None:
        self._answer = answer
        self.mode = answer.line.shown_tax
        self.currency = answer.currency

    @property
    def tax_included(self) -> bool:
        """Whether tax is in these amounts."""
        return self.mode == INCLUDED if self.mode else self._answer.tax_included

    @property
    def without_tax(self) -> bool:
        """Whether the buyer is shown all prices without tax."""
        return self.mode == EXCLUDED

    @property
    def mark(self) -> str:
        """What stands beside these amounts: exempt, included, excluded; empty where nothing has to be said."""
        return mark_of(self.mode, self._answer.tax_included, self._answer.exempt is not None)

    @property
    def explanation(self) -> list[dict[str, Any]]:
        """What the buyer may know of why it costs that, in these amounts."""
        return [{name: step[name] for name in TOLD} for step in self._answer.shown_trace]

    def part(self, amount: Decimal) -> Decimal:
        """A part of what a line costs, to the cent."""
        return round_amount(self._answer.shown_part(amount), self.currency) if self.mode else amount

    @cached_property
    def amount(self) -> Decimal:
        """For one ordered unit."""
        return self._answer.shown_amount

    @cached_property
    def extended(self) -> Decimal:
        """For the quantity."""
        return self._answer.shown_extended if self.mode else self._answer.extended

    @cached_property
    def tiers(self) -> Sequence[Tier]:
        """What one ordered unit costs from which quantity on."""
        if not self.mode:
            return self._answer.tiers
        return [Tier(tier.min_quantity, self._answer.shown(tier.amount)) for tier in self._answer.tiers]

    @cached_property
    def next_tier(self) -> NextTier | None:
        """The next tier that is cheaper, with what it saves."""
        following = self._answer.next_tier
        if following is None or not self.mode:
            return following
        saving = self.part(following.saving)
        return NextTier(following.min_quantity, self._answer.shown(following.amount), saving)
