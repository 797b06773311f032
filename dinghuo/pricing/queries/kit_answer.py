"""The answer to what a kit costs: by its parts, or by a price of its own and what comes along beside it."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from dinghuo.catalogue.queries.kits import Part
from dinghuo.foundation.quantity import plain
from dinghuo.pricing.queries.price_answer import PriceAnswer
from dinghuo.pricing.rules.taxes import TaxTold
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

    @property
    def shown_amount(self) -> Decimal:
        """For one ordered unit, as the buyer is shown prices: each part at its own rate."""
        if not self.line.shown_tax:
            return self.amount
        parts = (answer.shown_amount * part.quantity for part, answer in self.parts)
        return round(sum(parts, Decimal(0)), 6)

    @property
    def net(self) -> Decimal:
        """For one ordered unit, without tax: each part at its own rate."""
        return sum((answer.net * part.quantity for part, answer in self.parts), Decimal(0))

    @property
    def shown_extended(self) -> Decimal:
        """For the quantity: what its lines will come to, as the buyer is shown prices."""
        return sum((answer.shown_extended for _part, answer in self.parts), Decimal(0))

    def shown(self, amount: Decimal) -> Decimal:
        """Of a kit there is one price."""
        return self.shown_amount if amount == self.amount else amount

    @property
    def tax(self) -> TaxTold | None:
        """What the tax of all its parts is, if it is one."""
        told = {answer.tax for _part, answer in self.parts}
        return told.pop() if len(told) == 1 else None

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
        return [step for part, answer in self.parts for step in _traced(part, answer.trace)]

    @property
    def shown_trace(self) -> list[dict[str, Any]]:
        """The same with amounts as the buyer is shown prices: each part at its own rate."""
        return [step for part, answer in self.parts for step in _traced(part, answer.shown_trace)]

    def _gross(self, answer: PriceAnswer) -> Decimal:
        return _in_mode(answer, answer.amount, self.tax_included)


@dataclass
class ExtendedAnswer(PriceAnswer):
    """What an article costs by its own price, with what comes along and costs what it costs alone at its quantity.

    `own` is that price; `extras` what comes with one ordered unit, and the answer for all of it.
    """

    own: PriceAnswer
    extras: Sequence[tuple[Part, PriceAnswer]] = ()

    @property
    def tax(self) -> TaxTold | None:
        """What the tax of all of it is, if it is one."""
        told = {answer.tax for answer in (self.own, *(each for _part, each in self.extras))}
        return told.pop() if len(told) == 1 else None

    @property
    def shown_amount(self) -> Decimal:
        """For one ordered unit, as the buyer is shown prices: each price at its own rate."""
        if not self.line.shown_tax:
            return self.amount
        beside = (answer.shown_amount * part.quantity for part, answer in self.extras)
        return round(sum(beside, self.own.shown_amount), 6)

    @property
    def shown_extended(self) -> Decimal:
        """For the quantity: what its lines will come to, as the buyer is shown prices."""
        return sum((answer.shown_extended for _part, answer in self.extras), self.own.shown_extended)

    @property
    def net(self) -> Decimal:
        """For one ordered unit, without tax: each price at its own rate."""
        return sum((answer.net * part.quantity for part, answer in self.extras), self.own.net)

    def shown(self, amount: Decimal) -> Decimal:
        """Its tiers differ by its own price alone."""
        return self.shown_amount + self.own.shown_part(amount - self.amount)

    @property
    def amount(self) -> Decimal:
        """For one ordered unit; tax is in it if it is in any of the prices."""
        return self._gross(self.own, self.own.amount) + self._beside

    @property
    def tax_included(self) -> bool:
        """Whether tax is in the amount."""
        return any(answer.tax_included for answer in (self.own, *(each for _part, each in self.extras)))

    @cached_property
    def extended(self) -> Decimal:
        """For the quantity: what its lines will come to."""
        return sum((answer.extended for _part, answer in self.extras), self.own.extended)

    @cached_property
    def list_amount(self) -> Decimal | None:
        """What the seller's base list asks for all of it."""
        listed = [(part.quantity, answer.list_amount) for part, answer in self.extras]
        known = [quantity * amount for quantity, amount in listed if amount is not None]
        if self.own.list_amount is None or len(known) < len(listed):
            return None
        return sum(known, self.own.list_amount)

    @cached_property
    def tiers(self) -> Sequence[Tier]:
        """Those of its own price, with what the extras cost at this quantity."""
        return [
            Tier(each.min_quantity, self._gross(self.own, each.amount) + self._beside)
            for each in self.own.tiers
        ]

    @cached_property
    def next_tier(self) -> NextTier | None:
        """The next of them, with what it saves."""
        found = self.own.next_tier
        if found is None:
            return None
        return NextTier(found.min_quantity, self._gross(self.own, found.amount) + self._beside, found.saving)

    @cached_property
    def trace(self) -> list[dict[str, Any]]:
        """What was considered for its own price, then for each of the extras."""
        beside = (step for part, answer in self.extras for step in _traced(part, answer.trace))
        return [*self.own.trace, *beside]

    @property
    def shown_trace(self) -> list[dict[str, Any]]:
        """The same with amounts as the buyer is shown prices: each price at its own rate."""
        beside = (step for part, answer in self.extras for step in _traced(part, answer.shown_trace))
        return [*self.own.shown_trace, *beside]

    @property
    def _beside(self) -> Decimal:
        each = (self._gross(answer, answer.amount) * part.quantity for part, answer in self.extras)
        return sum(each, Decimal(0))

    def _gross(self, answer: PriceAnswer, amount: Decimal) -> Decimal:
        return _in_mode(answer, amount, self.tax_included)


def _in_mode(answer: PriceAnswer, amount: Decimal, tax_included: bool) -> Decimal:
    if answer.tax_included or not tax_included:
        return amount
    return amount * (1 + answer.line.tax_rate)


def _traced(part: Part, trace: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    named = f"{part} × {plain(part.quantity)} {part.unit}"
    return [{**step, "rule": f"{named}: {step['rule']}"} for step in trace]


def extended_answer(
    key: Hashable, extras: Sequence[Part], answers: Mapping[Hashable, PriceAnswer]
) -> ExtendedAnswer | None:
    """The answer for an article whose extras were priced by the keys (key, number of the extra); None if one of these
    prices is on request."""
    own, found = answers.get(key), [answers.get((key, i)) for i in range(len(extras))]
    known = [answer for answer in found if answer is not None]
    if own is None or len(known) < len(extras):
        return None
    return ExtendedAnswer(
        key,
        own.currency,
        own.line,
        own.won,
        own.found,
        own.policy,
        own=own,
        extras=list(zip(extras, known, strict=True)),
    )


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
