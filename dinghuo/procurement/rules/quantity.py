"""How much to order: up to the level, in whole packs, no more than sells before it is too old."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import lcm

from dinghuo.procurement.states import Standing

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Terms:
    """A supplier's least quantity and step, and what is in its usual pack, in base units."""

    minimum: Decimal
    multiple: Decimal
    pack: Decimal = Decimal(1)

    @property
    def step(self) -> Decimal:
        """Whole packs that are whole steps as well."""
        both = (self.multiple, self.pack)
        if all(each == each.to_integral_value() and each > 0 for each in both):
            return Decimal(lcm(int(self.multiple), int(self.pack)))
        return self.multiple


def life_cap(per_day: float, keeps_days: int | None, least_days: int) -> Decimal | None:
    """What sells while the goods are still fresh enough for whoever is strictest; None for what keeps for ever."""
    if keeps_days is None:
        return None
    return Decimal(str(per_day * max(keeps_days - least_days, 0))).quantize(Decimal(1), ROUND_FLOOR)


def standing_of(position: Decimal, reorder_point: Decimal, order_up_to: Decimal, over: Decimal) -> Standing:
    """Low at the reorder point or below it; over where there is more than `over` beyond the level to fill up to."""
    if position <= reorder_point and order_up_to > position:
        return Standing.LOW
    return Standing.OVER if position > order_up_to + over else Standing.ENOUGH


def quantity_of(position: Decimal, order_up_to: Decimal, terms: Terms, cap: Decimal | None) -> Decimal:
    """What to order of an article that is low: rounded up to whole steps and the least quantity; where it would then
    grow too old, rounded down, and nothing if not even the least would be sold in time."""
    least = _rounded(terms.minimum, terms.step, ROUND_CEILING)
    wanted = max(_rounded(order_up_to - position, terms.step, ROUND_CEILING), least)
    if cap is None or position + wanted <= cap:
        return wanted
    fits = _rounded(max(cap - position, ZERO), terms.step, ROUND_FLOOR)
    return fits if fits >= least else ZERO


def _rounded(quantity: Decimal, step: Decimal, way: str) -> Decimal:
    return (quantity / step).to_integral_value(way) * step
