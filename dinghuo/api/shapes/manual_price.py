"""Prices given by hand, as the API tells them to sellers."""

from datetime import datetime
from typing import Any

from pydantic import Field

from dinghuo.api.shapes.answer import Answer, DecimalText
from dinghuo.foundation.quantity import plain
from dinghuo.pricing.queries.manual.manual_prices import counts_now


class ManualPriceAnswer(Answer):
    """One of them. `least`: what it could be without anybody's word when it was asked for, empty where any price could,
    or where nobody can say; `list_amount`: what the lists said."""

    number: str
    state: str = Field(description="waiting, approved, declined or withdrawn.")
    counts: bool = Field(description="Approved, and its time hasn't passed.")
    seller: str
    buyer: str
    sku: str
    unit: str
    min_quantity: DecimalText
    amount: DecimalText
    currency: str
    tax_included: bool
    list_amount: str
    least: str
    valid_from: datetime
    valid_to: datetime
    why: str
    asked_by: str
    asked_at: datetime
    decided_by: str = Field(description="Empty where nobody had to agree.")
    decided_at: datetime | None
    answer: str


class ManualPricesPage(Answer):
    """A page of them, newest first."""

    items: list[ManualPriceAnswer]
    next: str | None


class PriceFloorAnswer(Answer):
    """What is asked of prices given by hand; null: nothing."""

    of_list: DecimalText | None
    margin: DecimalText | None


def manual_price_shape(row: Any) -> dict[str, Any]:
    """One with its names loaded."""
    same = ("number", "state", "unit", "currency", "tax_included", "why", "asked_at", "decided_at", "answer")
    return {
        **{name: getattr(row, name) for name in same},
        "counts": counts_now(row),
        "seller": row.seller.code,
        "buyer": row.buyer.code,
        "sku": row.variant.sku,
        "min_quantity": plain(row.min_quantity),
        "amount": plain(row.amount),
        "list_amount": "" if row.list_amount is None else plain(row.list_amount),
        "least": "" if row.least is None else plain(row.least),
        "valid_from": row.valid.lower,
        "valid_to": row.valid.upper,
        "asked_by": row.asked_by_name,
        "decided_by": row.decided_by_name,
    }


def price_floor_shape(policy: Any) -> dict[str, Any]:
    """A seller's floor."""
    return {
        "of_list": None if policy.of_list is None else plain(policy.of_list),
        "margin": None if policy.margin is None else plain(policy.margin),
    }
