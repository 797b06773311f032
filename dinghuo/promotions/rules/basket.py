"""What promotions look at and what they answer, as plain values."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from dinghuo.promotions.rules.terms import Terms
from dinghuo.promotions.states import Refused

ZERO = Decimal(0)
#: What each seller's order costs to send, with so much left of the lines' amounts.
FreightOf = Callable[[Mapping[Hashable, Decimal]], Mapping[UUID, Decimal]]


@dataclass(frozen=True, slots=True)
class Line:
    """A priced line: `units` in base units, `amount` for all of it as its price says, with tax or not. What stays out
    (`closed`: priced by a contract that takes no promotions, or by hand) gets nothing and counts for nothing."""

    key: Hashable
    seller_id: UUID
    variant_id: UUID
    units: Decimal
    amount: Decimal
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Shares:
    """Who bears a discount, in percent; 100 in all."""

    seller: int = 100
    platform: int = 0
    supplier: int = 0
    supplier_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CouponRow:
    """A code that was given, as its row says."""

    id: UUID
    code: str
    uses_left: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A promotion that could concern a basket. `goods` None: all of the seller's, whose None is everybody.

    `refused`: why it can't be had by this buyer now, known before anything is counted. The three `..._left` are None
    without a limit, as they stood when it was read.
    """

    id: UUID
    key: str
    version: int
    name: str
    names: Mapping[str, str]
    seller_id: UUID | None
    goods: frozenset[UUID] | None
    terms: Terms
    shares: Shares = field(default_factory=Shares)
    priority: int = 0
    exclusive_group: str = ""
    alone: bool = False
    coupon: CouponRow | None = None
    refused: Refused | None = None
    budget_left: Decimal | None = None
    uses_left: int | None = None
    customer_left: int | None = None
    per_customer: int | None = None

    @property
    def limited(self) -> bool:
        """Whether it may run out: then it is granted under a lock only."""
        left = (self.budget_left, self.uses_left, self.per_customer)
        return self.coupon is not None or any(each is not None for each in left)

    def fits(self, line: Line) -> bool:
        """Whether the line counts for it."""
        return (
            not line.closed
            and self.seller_id in (None, line.seller_id)
            and (self.goods is None or line.variant_id in self.goods)
        )


@dataclass(frozen=True, slots=True)
class Grant:
    """What one promotion takes off: `parts` by line (of freight: by seller), more than nothing each, add up to
    `amount`."""

    offer: Offer
    amount: Decimal
    parts: Mapping[Hashable, Decimal]


@dataclass(frozen=True, slots=True)
class Near:
    """What a promotion lacks: an amount, or base units of what it is for; or, of a gift, the goods to put in."""

    offer: Offer
    amount: Decimal = ZERO
    units: Decimal = ZERO
    variant_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a basket gets, what it nearly gets, and why a code gives nothing (by code)."""

    grants: Sequence[Grant] = ()
    near: Sequence[Near] = ()
    refused: Mapping[str, tuple[Refused, Near | None]] = field(default_factory=dict)

    @property
    def amount(self) -> Decimal:
        """All that is taken off, of goods and of freight."""
        return sum((grant.amount for grant in self.grants), ZERO)

    def off(self, key: Hashable) -> Decimal:
        """What is taken off one line, or of the freight of one seller's order."""
        return sum((grant.parts.get(key, ZERO) for grant in self.grants), ZERO)
