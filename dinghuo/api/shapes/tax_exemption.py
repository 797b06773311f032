"""Exemptions from tax, as the API tells them."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from dinghuo.api.shapes.answer import Answer


class TaxExemptionAnswer(Answer):
    """That a customer pays a seller no tax on some days."""

    id: UUID
    seller: str = Field(description="Code of the seller.")
    seller_name: str
    buyer: str = Field(description="Code of the customer.")
    buyer_name: str
    certificate: str
    starts_on: date
    ends_on: date | None = Field(description="The last day; null: until it is ended.")
    counts: str = Field(description="later, now, soon (it ends within thirty days) or past.")
    note: str


class TaxExemptionsPage(Answer):
    """A page of exemptions, newest first."""

    items: list[TaxExemptionAnswer]
    next: str | None


class TaxPolicyAnswer(Answer):
    """How the tax of a seller's orders is rounded."""

    rounding: str = Field(description="line or order.")


def exemption_shape(each: Any) -> dict[str, Any]:
    """One with its days."""
    row = each.row
    return {
        "id": row.id,
        "seller": row.seller.code,
        "seller_name": str(row.seller),
        "buyer": row.buyer.code,
        "buyer_name": str(row.buyer),
        "certificate": row.certificate,
        "starts_on": each.starts_on,
        "ends_on": each.ends_on,
        "counts": each.when,
        "note": row.note,
    }
