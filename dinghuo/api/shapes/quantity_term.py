"""What quantities are asked of whom, as the API tells it."""

from typing import Any
from uuid import UUID

from pydantic import Field

from dinghuo.api.shapes.answer import Answer, DecimalText
from dinghuo.foundation.quantity import plain


class QuantityTermAnswer(Answer):
    """Quantities in base units; null as the offer says."""

    id: UUID
    seller: str
    target: str = Field(description="variant, product, category or all.")
    goods: str
    whom: str = Field(description="buyer, group, level or all.")
    named: str
    storefront: str = Field(description="Key; empty: every storefront.")
    minimum: DecimalText | None
    multiple: DecimalText | None
    soft: bool
    fee: DecimalText
    fee_tax_rate: DecimalText
    note: str


class QuantityTermsAnswer(Answer):
    """All that the key's organisation asks."""

    items: list[QuantityTermAnswer]
    next: str | None


def quantity_term_shape(line: Any) -> dict[str, Any]:
    """One with what it names."""
    row = line.term
    return {
        "id": row.id,
        "seller": row.seller.code,
        "target": row.target,
        "goods": line.goods,
        "whom": row.whom,
        "named": line.named,
        "storefront": row.storefront.key if row.storefront else "",
        "minimum": None if row.minimum is None else plain(row.minimum),
        "multiple": None if row.multiple is None else plain(row.multiple),
        "soft": row.soft,
        "fee": plain(row.fee),
        "fee_tax_rate": plain(row.fee_tax_rate),
        "note": row.note,
    }
