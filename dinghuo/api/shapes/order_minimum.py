"""What orders must and should come to, as the API tells it."""

from typing import Any
from uuid import UUID

from pydantic import Field

from dinghuo.api.render import money
from dinghuo.api.shapes.answer import Answer, DecimalText
from dinghuo.foundation.quantity import plain


class OrderMinimumAnswer(Answer):
    """Below `least` orders are refused; below `threshold` they cost the fee. Amounts include tax."""

    id: UUID
    seller: str = Field(description="Code; empty: all that is ordered in one go.")
    buyer: str = Field(description="Code; empty: every customer.")
    group: str = Field(description="Key; empty: not for a group.")
    level: str = Field(description="Key; empty: not for a level.")
    product: str = Field(description="Code; empty: not of a product's goods only.")
    category: str = Field(description="Key; empty: not of a category's goods only.")
    storefront: str = Field(description="Key; empty: every storefront.")
    currency: str
    least: DecimalText
    threshold: DecimalText
    fee: DecimalText
    fee_percent: DecimalText = Field(description="Of what the goods come to: 2.5 is 2.5 %.")
    fee_tax_rate: DecimalText = Field(description="0.13 is 13 %.")
    note: str
    notes: dict[str, str]


class OrderMinimumsAnswer(Answer):
    """All that the key's organisation asks of orders."""

    items: list[OrderMinimumAnswer]
    next: str | None


def order_minimum_shape(line: Any) -> dict[str, Any]:
    """One with what it names."""
    row = line.row
    named = {name: line.named if line.whom == name else "" for name in ("buyer", "group", "level")}
    goods = {name: line.goods if line.target == name else "" for name in ("product", "category")}
    amounts = {name: money(getattr(row, name), row.currency) for name in ("least", "threshold", "fee")}
    return {
        "id": row.id,
        "seller": row.seller.code if row.seller else "",
        **named,
        **goods,
        "storefront": row.storefront.key if row.storefront else "",
        "currency": row.currency,
        **amounts,
        "fee_percent": plain(row.fee_percent),
        "fee_tax_rate": plain(row.fee_tax_rate),
        "note": row.note,
        "notes": row.notes,
    }
