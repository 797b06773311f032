"""Customers as they are written a thousand at a time: by an import."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from dinghuo.organisations.rules.regions import Region


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A buyer, known by its code, and the storefront in which it orders.

    `facts` are columns of the organisation that are said anew (name, contact, phone, email, tax_number); a new one
    needs a name. `street` with `region` is where goods go unless an order says otherwise; empty leaves what is there.
    """

    code: str
    storefront_id: UUID
    payment_term_days: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)
    region: Region | None = None
    street: str = ""
