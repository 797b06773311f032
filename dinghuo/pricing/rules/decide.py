"""Which of a line's candidates counts: at the quantity asked, and at every other, which makes the tiers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dinghuo.pricing.rules.candidates import ZERO, Candidate, Line
from dinghuo.pricing.rules.levels import BASE


@dataclass(frozen=True, slots=True)
class Policy:
    """How a seller chooses: the nearest level that has a price; from level `lowest_from` on (0: never) the lowest price
    of all levels. Prices with and without tax are compared with the product's tax on top of those without."""

    lowest_from: int = 0
    tax_rate: Decimal = Decimal(0)


NEAREST = Policy()


def policy_of(lowest_from: int, line: Line) -> Policy:
    """How the line's seller chooses. For who is exempt all prices are without tax, and none comes on top."""
    if not lowest_from:
        return NEAREST
    return Policy(lowest_from, line.tax_rate if line.exempt is None else ZERO)


def winner(found: Sequence[Candidate], base_quantity: Decimal, policy: Policy = NEAREST) -> Candidate | None:
    """The candidate that counts for so many base units of the line; None: the price is on request."""
    reached = (each for each in found if each.threshold <= base_quantity)
    if not policy.lowest_from:
        return next(reached, None)
    levels: dict[int, Candidate] = {}
    for each in reached:
        levels.setdefault(each.row.listed.level, each)
    first = min(levels, default=BASE)
    if first < policy.lowest_from:
        return levels[first]
    return min(levels.values(), key=lambda each: (with_tax(each, policy.tax_rate), each.order), default=None)


def with_tax(candidate: Candidate, tax_rate: Decimal) -> Decimal:
    """The price with its tax."""
    return candidate.price if candidate.row.listed.tax_included else candidate.price * (1 + tax_rate)


def steps(found: Sequence[Candidate], policy: Policy = NEAREST) -> list[tuple[Decimal, Candidate]]:
    """(threshold in base units, who counts from there on) wherever that is another."""
    told: list[tuple[Decimal, Candidate]] = []
    for threshold in sorted({each.threshold for each in found}):
        best = winner(found, threshold, policy)
        if best is not None and (not told or told[-1][1] is not best):
            told.append((threshold, best))
    return told


def base_price(found: Iterable[Candidate], base_quantity: Decimal) -> Decimal | None:
    """What the seller asks of everybody."""
    level = (each for each in found if each.row.listed.level == BASE and each.threshold <= base_quantity)
    return next((each.price for each in level), None)


def reason(candidate: Candidate, won: Candidate, base_quantity: Decimal, policy: Policy) -> str:
    """Why a candidate counts, or what the one that does has before it."""
    if candidate is won:
        return "lowest" if policy.lowest_from and won.row.listed.level >= policy.lowest_from else "nearest"
    if candidate.threshold > base_quantity:
        return "minimum-not-reached"
    mine, its = candidate.row.listed, won.row.listed
    if mine.number == its.number:
        return _inside(candidate, won)
    if policy.lowest_from and min(mine.level, its.level) >= policy.lowest_from and mine.level != its.level:
        return "lower-price"
    if mine.rank[:2] == its.rank[:2] and mine.rank[2] != its.rank[2]:
        return "storefront-list"
    if mine.rank[:3] == its.rank[:3] and mine.rank[3] != its.rank[3]:
        return "order-type-list"
    return "nearer-list"


def _inside(candidate: Candidate, won: Candidate) -> str:
    if candidate.row.specificity != won.row.specificity:
        return "more-specific"
    if candidate.same_unit != won.same_unit:
        return "ordered-unit"
    return "higher-step"
