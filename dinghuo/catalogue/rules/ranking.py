"""Ranks offers of the same goods by a formula that can be printed with its numbers and worked out by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

FULL = Decimal(100)
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each measure weighs, from 0 to 100; not all are zero."""

    price: int = 60
    lead_time: int = 20
    score: int = 20


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known of an offer: the net price of one base unit (None on request, or not to be known), the days until
    it leaves, and its seller's score (None for none)."""

    key: UUID
    price: Decimal | None
    lead_time_days: int
    score: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure ("price", "lead-time", "score") gives, from 0 to 100 with one decimal."""

    measure: str
    weight: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class Ranked:
    """An offer with its points, from 0 to 100 with one decimal, and the measures they come from; None without any."""

    key: UUID
    measures: Sequence[Measured]
    points: Decimal | None

    @property
    def formula(self) -> str:
        """How the points come about: (60 × 92.3 + 20 × 50.0) ÷ 80 = 81.7."""
        if self.points is None:
            return ""
        sum_of = " + ".join(f"{each.weight} × {each.points}" for each in self.measures)
        return f"({sum_of}) ÷ {sum(each.weight for each in self.measures)} = {self.points}"


def rank(offers: Sequence[Terms], weights: Weights) -> list[Ranked]:
    """The offers, the best first; of equal ones the first given stays first. Those without a price come last.

    Price: 100 × the lowest price ÷ this price. Lead time: 100 × (shortest days + 1) ÷ (these days + 1). Score: as it
    is. Points: the mean of the measures there are, by weight. Each figure is rounded half up to a tenth, and the next
    is worked out from what is printed.
    """
    prices = [each.price for each in offers if each.price is not None]
    lowest = min(prices, default=None)
    shortest = min((each.lead_time_days for each in offers), default=0)
    ranked = [_ranked(each, weights, lowest, shortest) for each in offers]
    unpriced = {each.key for each in offers if each.price is None} if prices else set()
    return sorted(ranked, key=lambda each: (each.key in unpriced, -(each.points or Decimal(0))))


def _ranked(offer: Terms, weights: Weights, lowest: Decimal | None, shortest: int) -> Ranked:
    measures = []
    if weights.price and offer.price is not None and lowest is not None:
        # What costs nothing can't be undercut.
        share = lowest / offer.price if offer.price else Decimal(1)
        measures.append(Measured("price", weights.price, _tenth(FULL * share)))
    if weights.lead_time:
        share = Decimal(shortest + 1) / (offer.lead_time_days + 1)
        measures.append(Measured("lead-time", weights.lead_time, _tenth(FULL * share)))
    if weights.score and offer.score is not None:
        measures.append(Measured("score", weights.score, _tenth(offer.score)))
    if not measures:
        return Ranked(offer.key, (), None)
    total = sum((each.weight * each.points for each in measures), Decimal(0))
    return Ranked(offer.key, measures, _tenth(total / sum(each.weight for each in measures)))


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(TENTH, ROUND_HALF_UP)
