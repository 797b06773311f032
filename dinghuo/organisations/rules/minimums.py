"""What orders must come to, what they should come to, and what it costs if they don't."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.money import round_amount

ZERO = Decimal(0)
#: How near a customer is that is named itself, by its group, by its level, or not at all.
BUYER, GROUP, LEVEL, EVERYBODY = range(4)
#: What counts where nobody has said anything nearer.
FARTHEST = (9, 9)


@dataclass(frozen=True, slots=True)
class Goods:
    """A product or a category (`target_id`) by its name, and the articles asked about that belong to it. `depth`: how
    near it is to them; a product is nearer than any category."""

    target_id: UUID
    name: str
    names: Mapping[str, str]
    variants: frozenset[UUID]
    depth: int


@dataclass(frozen=True, slots=True)
class Minimum:
    """What is asked of a seller's order, or, without a seller, of all that is ordered in one go; tax included.

    Below `least` nothing is ordered. Below `threshold` it is, with `note` told and a fee: `fee`, or `percent` of what
    the goods come to. The fee has its tax in it, at `tax_rate` (0.13 is 13 %).

    `about`: of which goods only; None of all. `nearness`: how near it is to the customer, then to the storefront; the
    least comes first.
    """

    seller_id: UUID | None
    least: Decimal = ZERO
    threshold: Decimal = ZERO
    fee: Decimal = ZERO
    percent: Decimal = ZERO
    tax_rate: Decimal = ZERO
    note: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    nearness: tuple[int, int] = FARTHEST
    about: Goods | None = None

    def charge(self, total: Decimal, currency: str) -> Decimal:
        """The fee for goods that come to so much, rounded half up; zero from the threshold on."""
        if total >= self.threshold:
            return ZERO
        return round_amount(self.fee or total * self.percent / 100, currency)


def tax_within(amount: Decimal, tax_rate: Decimal, currency: str) -> Decimal:
    """The tax in an amount that includes it, rounded half up."""
    return round_amount(amount * tax_rate / (1 + tax_rate), currency)


def nearest(minimums: Iterable[Minimum]) -> list[Minimum]:
    """Of those that ask the same - about one seller's orders or all, of the same goods - the nearest, which counts as a
    whole; and each article only with the nearest goods that it belongs to."""
    found: dict[tuple[UUID | None, UUID | None], Minimum] = {}
    for minimum in sorted(minimums, key=lambda each: each.nearness):
        found.setdefault((minimum.seller_id, minimum.about.target_id if minimum.about else None), minimum)
    return [_with_own_goods(each, found.values()) for each in found.values()]


def _with_own_goods(minimum: Minimum, others: Iterable[Minimum]) -> Minimum:
    about = minimum.about
    if about is None:
        return minimum
    nearer = [
        each.about.variants
        for each in others
        if each.about and each.seller_id == minimum.seller_id and each.about.depth > about.depth
    ]
    return replace(minimum, about=replace(about, variants=about.variants.difference(*nearer)))
