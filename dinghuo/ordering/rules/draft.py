"""A line on its way to become an order line, and how drafts fall into one order per seller."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.inventory.rules.incoming import Pledge
from dinghuo.inventory.rules.life import LifeNeed
from dinghuo.ordering.rules.amounts import LineAmounts
from dinghuo.ordering.rules.kits import KitOf
from dinghuo.ordering.rules.small_lines import SmallLine


@dataclass
class Draft:
    """What is known of a line before it is written: the goods, then the price. Base quantity,
    minimum and multiple are in base units. `need`: how fresh the goods must be for the buyer; `routing`: which
    warehouses serve it and why, where its seller has rules. `governed`: rules ask for papers. `kit`: of which it
    is a part. `small`: where it is less than its seller wishes. `urgent`: its order may take what is kept back.
    `buyer_id`: whose people's holds at the checkout it may take; nobody's where nothing is held. `grams`: what all of
    it weighs, None where nobody has said. `taxed_by`: whence its tax rate is, where it isn't its product's own."""

    index: int
    line_id: UUID
    variant_id: UUID
    seller_id: UUID
    sku: str
    name: str
    names: Mapping[str, str]
    stocked: bool
    unit: str
    base_unit: str
    factor: Decimal
    quantity: Decimal
    base_quantity: Decimal
    tax_rate: Decimal
    backorder_allowed: bool
    requested_date: date | None
    override: Decimal | None
    minimum: Decimal = Decimal(1)
    multiple: Decimal = Decimal(1)
    unit_price: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)
    list_price: Decimal | None = None
    price_list: UUID | None = None
    tax_included: bool = True
    amounts: LineAmounts = LineAmounts(Decimal(0), Decimal(0), Decimal(0))
    explanation: list[dict[str, Any]] = field(default_factory=list)
    held: Decimal = Decimal(0)
    need: LifeNeed | None = None
    pledges: list[Pledge] = field(default_factory=list)
    routing: dict[str, Any] = field(default_factory=dict)
    governed: bool = False
    kit: KitOf | None = None
    small: SmallLine | None = None
    urgent: bool = False
    buyer_id: UUID | None = None
    grams: Decimal | None = None
    taxed_by: Sequence[str] = ()

    @property
    def waiting(self) -> Decimal:
        """What isn't in stock for it, in base units."""
        return self.base_quantity - self.held if self.stocked else Decimal(0)

    @property
    def promised(self) -> Decimal:
        """What is promised of goods on their way, in base units."""
        return sum((each.quantity for each in self.pledges), Decimal(0))


def by_seller(drafts: Iterable[Draft]) -> dict[UUID, list[Draft]]:
    """The drafts of each seller, sellers in the order in which they first appear."""
    orders: dict[UUID, list[Draft]] = {}
    for draft in drafts:
        orders.setdefault(draft.seller_id, []).append(draft)
    return orders


def total_of(drafts: Iterable[Draft]) -> Decimal:
    """What the drafts cost, tax included."""
    return sum((draft.amounts.total for draft in drafts), Decimal(0))
