"""One request on its way to become orders."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.finance.models import CreditLine
from dinghuo.finance.steps.credit.read_credit import CreditAsk
from dinghuo.foundation.errors import DinghuoError
from dinghuo.inventory.queries.displays import Ask
from dinghuo.inventory.rules.wants import Taken
from dinghuo.ordering.models import Order, OrderGroup
from dinghuo.ordering.queries.order_terms import OrderTerms
from dinghuo.ordering.rules.draft import Draft, total_of
from dinghuo.ordering.rules.freight import Freight
from dinghuo.ordering.rules.minimums import fee_of
from dinghuo.ordering.rules.request import OrderRequest
from dinghuo.ordering.steps.find_buyer import Purchase
from dinghuo.promotions.rules.basket import Outcome


@dataclass
class Basket:
    """What each step has found out about a request, filled in from top to bottom.

    `refusal`: why nothing comes of it; whoever finds one holds nothing for the basket, and later steps pass it by.
    What an order costs beside its goods, by seller: `fees` (rules/minimums.py) and `freights` (rules/freight.py),
    by the purchase's minimums and its own `terms`.
    `rounds_orders`: the sellers who round the tax of an order once, not line by line. `shown_tax`: how the buyer is
    shown prices.
    """

    request: OrderRequest
    refusal: DinghuoError | None = None
    purchase: Purchase = field(init=False)
    drafts: list[Draft] = field(default_factory=list)
    address: dict[str, Any] = field(default_factory=dict)
    needs_approval: bool = False
    fees: Mapping[UUID, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    terms: OrderTerms = field(default_factory=OrderTerms)
    freights: Mapping[UUID, Freight] = field(default_factory=dict)
    rounds_orders: frozenset[UUID] = frozenset()
    shown_tax: str = ""
    group: OrderGroup = field(init=False)
    orders: list[Order] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    discounts: Outcome = field(default_factory=Outcome)
    credit: list[tuple[CreditAsk, CreditLine]] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        """What all its orders cost, tax, fees and freight included."""
        fees = sum((fee_of(kept)[0] for kept in self.fees.values()), Decimal(0))
        freight = sum((each.owed for each in self.freights.values()), Decimal(0))
        return total_of(self.drafts) + fees + freight

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Keep a refusal raised in the block: it is this basket's alone."""
        try:
            yield
        except DinghuoError as refusal:
            self.refusal = refusal


def display_asks(baskets: Iterable[Basket]) -> set[Ask]:
    """About whose stock baskets might have to tell something, to whom."""
    return {
        (draft.seller_id, basket.purchase.storefront_id, basket.purchase.buyer_id)
        for basket in baskets
        for draft in basket.drafts
    }


def standing(baskets: Iterable[Basket]) -> list[Basket]:
    """Those that nothing has been found against so far."""
    return [basket for basket in baskets if basket.refusal is None]
