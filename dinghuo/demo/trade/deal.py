"""An order of the demo's year while it lives: its lines' quantities, its money, and the rows it becomes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.demo.shelf.item import Sold
from dinghuo.demo.trade.world import Party, Who
from dinghuo.finance.rules.exposure import Buckets, LineUse
from dinghuo.finance.rules.portion import LineValue
from dinghuo.ordering.rules.amounts import LineAmounts
from dinghuo.ordering.rules.counters import Counters
from dinghuo.ordering.states import Approval, DeliveryState, OrderState, PaymentState

ZERO = Decimal(0)
CURRENCY = "CNY"


@dataclass(eq=False, slots=True)
class DealLine:
    """A line: what was entered (`quantity` ordered units) and where its base units are."""

    id: UUID
    position: int
    sold: Sold
    quantity: Decimal
    price: Decimal
    amounts: LineAmounts
    explanation: list[dict[str, Any]]
    counters: Counters
    held: Decimal = ZERO
    promised: date | None = None
    reason: str = ""
    billed: LineValue = LineValue()

    @property
    def value(self) -> LineValue:
        """The line's amounts with tax apart, as credit and invoices count them."""
        return LineValue(self.amounts.total - self.amounts.tax, ZERO, self.amounts.tax)

    @property
    def use(self) -> LineUse:
        """The line's units as credit sees them (ordering.steps.settle_money.line_use)."""
        counters = self.counters
        return LineUse(
            value=self.value,
            units=counters.ordered,
            gone=counters.ordered - counters.payable,
            out=counters.shipped - counters.lost - counters.rejected - counters.invoiced,
            invoiced=counters.invoiced,
        )


@dataclass(eq=False, slots=True)
class Bill:
    """An invoice of the deal."""

    id: UUID
    number: str
    total: Decimal
    due_on: date
    columns: dict[str, Any]
    allocated: Decimal = ZERO

    @property
    def open_amount(self) -> Decimal:
        """What is still to be paid."""
        return self.total - self.allocated


@dataclass(eq=False, slots=True)
class Deal:
    """An order: one buyer, one seller (by code). `advance`: received and not yet used; `on_its_way`: only reported."""

    id: UUID
    number: str
    group: tuple[UUID, str]
    party: Party
    seller: str
    seller_id: UUID
    storefront_id: UUID
    placed_at: datetime
    placed_by: Who
    method: str
    term_days: int
    lines: Sequence[DealLine]
    approval: Approval = Approval.NOT_NEEDED
    state: OrderState = OrderState.SUBMITTED
    delivery_state: DeliveryState = DeliveryState.NONE
    payment_state: PaymentState = PaymentState.UNPAID
    answered_at: datetime | None = None
    cancel_requested: bool = False
    paid: Decimal = ZERO
    payable: Decimal = ZERO
    version: int = 1
    credit: "CreditUse | None" = None
    advance: Decimal = ZERO
    on_its_way: Decimal = ZERO
    had_advance: bool = False
    bills: list[Bill] = field(default_factory=list)
    payments: list[dict[str, Any]] = field(default_factory=list)
    _both: dict[str, str] = field(default_factory=dict)

    @property
    def subject(self) -> tuple[UUID, str]:
        """The order as the subject of its events."""
        return self.id, self.number

    @property
    def buyer_id(self) -> UUID:
        """The buyer's id."""
        return self.party.company.id

    @property
    def parties(self) -> tuple[UUID, UUID]:
        """Who takes part."""
        return self.buyer_id, self.seller_id

    @property
    def total(self) -> Decimal:
        """What was ordered, tax included."""
        return sum((line.amounts.total for line in self.lines), ZERO)

    @property
    def both(self) -> Mapping[str, str]:
        """The party columns of every row that belongs to the order."""
        if not self._both:
            self._both = {"buyer_id": str(self.buyer_id), "seller_id": str(self.seller_id)}
        return self._both

    @property
    def unpaid(self) -> Decimal:
        """What the invoices leave unpaid."""
        return sum((bill.open_amount for bill in self.bills), ZERO)


@dataclass(eq=False, slots=True)
class CreditUse:
    """What the order uses of the buyer's credit line."""

    hold_id: UUID
    line_code: str
    buckets: Buckets
