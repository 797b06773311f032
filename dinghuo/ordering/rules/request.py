"""What somebody asks for when ordering: plain values, from whichever door they come."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class LineRequest:
    """A line wanted: `quantity` in `unit` (None: the base unit); `seller` by code where several offer it; `price` for
    one unit, given by somebody with the grant instead of the price list's. `options`: SKUs of the optional parts of a
    kit that come along; None for none, and in a cart for those that stand there."""

    sku: str
    quantity: Decimal
    unit: str | None = None
    seller: str | None = None
    requested_date: date | None = None
    price: Decimal | None = None
    options: Sequence[str] | None = None


@dataclass(frozen=True)
class OrderRequest:
    """An order wanted. `buyer` by code where a representative orders for a customer, None for the actor's own house.
    `address_id` None takes the buyer's default address. `codes`: coupons, each of which must give something."""

    lines: Sequence[LineRequest] = field(default_factory=tuple)
    payment_method: str = ""
    buyer: str | None = None
    storefront_id: UUID | None = None
    address_id: UUID | None = None
    requested_date: date | None = None
    kind: str = "standard"
    reference: str = ""
    note: str = ""
    codes: Sequence[str] = ()
