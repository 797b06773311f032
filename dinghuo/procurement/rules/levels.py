"""When to order and up to what: the reorder point and the order-up-to level of an article in a place.

Periodic review with a normal demand during the lead time (semantics 4.8, features G8): ROP = d·LT + z·σ·√LT, and the
same over lead time and days until the next order for the level to fill up to.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from math import sqrt
from statistics import NormalDist

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Demand:
    """What is wanted a day, on average, and by how much a day differs from that, in base units."""

    per_day: float
    deviation: float

    def share(self, part: float) -> "Demand":
        """What falls to a place that serves this part of it: it swings as the whole does."""
        return Demand(self.per_day * part, self.deviation * part)


@dataclass(frozen=True, slots=True)
class Levels:
    """In base units, rounded up to whole ones. `safety` is the part of the reorder point that swings ask for."""

    reorder_point: Decimal
    order_up_to: Decimal
    safety: Decimal


def demand_of(total: Decimal, squares: Decimal, days: int) -> Demand:
    """The mean and the sample deviation of so many days, of which those without an order count as zero."""
    mean = float(total) / days
    variance = (float(squares) - days * mean * mean) / (days - 1) if days > 1 else 0.0
    return Demand(mean, sqrt(max(variance, 0.0)))


def service_factor(service_level: float) -> float:
    """z: how many deviations of reserve make a day without stock as rare as that. 0.95 gives 1.64."""
    return NormalDist().inv_cdf(service_level)


def levels_of(demand: Demand, lead_time_days: int, review_days: int, factor: float) -> Levels:
    """Reorder point and order-up-to for a lead time, a time between orders, and a service factor."""
    safety = max(factor, 0.0) * demand.deviation * sqrt(lead_time_days)
    point = demand.per_day * lead_time_days + safety
    both = lead_time_days + review_days
    up_to = demand.per_day * both + max(factor, 0.0) * demand.deviation * sqrt(both)
    return Levels(_up(point), max(_up(up_to), _up(point)), _up(safety))


def _up(value: float) -> Decimal:
    # A sum of floats may lie a hair above the whole number it means.
    return Decimal(str(round(value, 6))).quantize(ONE, ROUND_CEILING)
