"""What a cart's page shows: its rows, sellers and totals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.queries.find_goods import Goods, GoodsOffer
from dinghuo.catalogue.queries.items import Item
from dinghuo.catalogue.queries.kits import Part
from dinghuo.foundation.fields import translated
from dinghuo.inventory.rules.incoming import Pledge
from dinghuo.ordering.models import CartLine
from dinghuo.ordering.queries.cart_faults import CartFault
from dinghuo.ordering.queries.cart_kits import parts_of
from dinghuo.ordering.rules.amounts import TaxedLine
from dinghuo.ordering.rules.packing import step_of
from dinghuo.ordering.rules.quotas import Allowance
from dinghuo.ordering.rules.small_lines import SmallLine, small_of, wished_units
from dinghuo.pricing.queries.price_lines import PriceAnswer
from dinghuo.promotions.rules.basket import Outcome

ZERO = Decimal(0)


@dataclass(frozen=True)
class CartRow:
    """One line: the goods, what it costs, what blocks it. `step` is the least change, in the line's unit. `instead`:
    what can take its place where it is out of stock or isn't sold any more.

    `waits`: some of it comes later, because less is in stock: on back-order, or before it is here. Where the buyer may
    see the number, `later` says how many base units and `pledges` when; else at most the day by which all is here.
    `allowance`: how much of it this buyer may order for now, where its seller limits that. `amounts`: what it costs, of
    a kit part by part.
    """

    line: CartLine
    goods: Goods | None
    offer: GoodsOffer | None
    price: PriceAnswer | None
    fault: CartFault | None
    amounts: Sequence[TaxedLine] = ()
    waits: bool = False
    later: Decimal = ZERO
    pledges: Sequence[Pledge] = ()
    all_by: date | None = None
    instead: Item | None = None
    discount: Decimal = ZERO
    allowance: Allowance | None = None

    @property
    def total(self) -> Decimal:
        """What the line costs, tax included."""
        return sum((each.amounts.total for each in self.amounts), ZERO)

    @property
    def tax(self) -> Decimal:
        """The tax in its total."""
        return sum((each.amounts.tax for each in self.amounts), ZERO)

    @property
    def shown_total(self) -> Decimal:
        """What it costs as the buyer is shown prices."""
        return self.total - self.tax if self.price and self.price.told.without_tax else self.total

    @property
    def shown_discount(self) -> Decimal:
        """What is off it, as the buyer is shown prices."""
        return self.price.told.part(self.discount) if self.price else self.discount

    @property
    def key(self) -> str:
        """A name for the row in a page."""
        return str(self.line.id)

    @property
    def factor(self) -> Decimal:
        """Base units in one of the line's unit."""
        return self.goods.factors.get(self.line.unit, Decimal(1)) if self.goods else Decimal(1)

    @property
    def base_quantity(self) -> Decimal:
        """The quantity in base units."""
        return self.line.quantity * self.factor

    @property
    def parts(self) -> Sequence[Part]:
        """What it is made of, if it is a kit: what is in all of it."""
        return [part for part, _goods in parts_of(self.line, self.goods)]

    @property
    def step(self) -> Decimal:
        """The least change of the quantity, in the line's unit."""
        return step_of_offer(self.factor, self.offer)

    @property
    def small(self) -> SmallLine | None:
        """Where it is less than its seller wishes: what is wished for, and what less costs."""
        goods, wish = self.goods, self.offer.wish if self.offer else None
        return small_of(wish, goods.sku, goods.base_unit, self.base_quantity) if wish and goods else None

    @property
    def wished(self) -> Decimal:
        """The least quantity in the line's unit that costs no fee for being small."""
        return wished_units(self.line.quantity, self.factor, self.offer) if self.offer else ZERO

    @property
    def at_once(self) -> Decimal:
        """Base units that don't come later."""
        return self.base_quantity - self.later

    @property
    def undated(self) -> Decimal:
        """Of what comes later: base units of which nobody knows when."""
        return self.later - sum((each.quantity for each in self.pledges), ZERO)


@dataclass
class CartShare:
    """What is ordered from one seller."""

    seller_id: UUID
    seller_code: str
    name: str
    names: Mapping[str, str]
    rows: list[CartRow] = field(default_factory=list)

    def __str__(self) -> str:
        return translated(self.name, self.names)

    @property
    def total(self) -> Decimal:
        """What the lines of this seller cost, tax included."""
        return sum((row.total for row in self.rows), ZERO)

    @property
    def shown_total(self) -> Decimal:
        """The same as the buyer is shown prices."""
        return sum((row.shown_total for row in self.rows), ZERO)


@dataclass(frozen=True)
class CartSheet:
    """The whole cart. Lines that can't be ordered as they are count in no total without a price. `held_until`: until
    when its goods are held at the checkout (perhaps a time that is over)."""

    shares: Sequence[CartShare]
    currency: str
    discounts: Outcome = field(default_factory=Outcome)
    codes: Sequence[str] = ()
    held_until: datetime | None = None

    @property
    def rows(self) -> list[CartRow]:
        """All rows, seller by seller."""
        return [row for share in self.shares for row in share.rows]

    @property
    def total(self) -> Decimal:
        """What all lines cost, tax included."""
        return sum((share.total for share in self.shares), ZERO)

    @property
    def shown_tax(self) -> Decimal:
        """The tax that isn't in the prices that the buyer is shown; zero where it is shown them as lists have them."""
        return self.total - sum((share.shown_total for share in self.shares), ZERO)

    @property
    def faults(self) -> list[CartRow]:
        """The rows that block an order."""
        return [row for row in self.rows if row.fault]

    def __len__(self) -> int:
        return sum(len(share.rows) for share in self.shares)


def step_of_offer(factor: Decimal, offer: GoodsOffer | None) -> Decimal:
    """The least change of a quantity in a unit of `factor` base units, as the offer's multiple has it."""
    return step_of(factor, offer.multiple) if offer else Decimal(1)
