"""What sending orders costs, as the API tells it."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from dinghuo.api.render import money
from dinghuo.api.shapes.answer import Answer, DecimalText
from dinghuo.foundation.quantity import plain


class FreightTermAnswer(Answer):
    """What sending these orders costs, tax included; nothing from goods of `free_from` on."""

    id: UUID
    seller: str = Field(description="Code; empty: all orders whose sellers say nothing, together.")
    whom: str = Field(description="buyer, group, level or all.")
    named: str
    storefront: str = Field(description="Key; empty: every storefront.")
    region: str = Field(description="Code of province, city or district; empty: everywhere.")
    region_name: str
    starts_on: date
    ends_on: date | None = Field(description="The last day; null: for good.")
    counts: str = Field(description="now, later or past.")
    currency: str
    amount: DecimalText
    first_grams: DecimalText | None = Field(description="Null: a flat amount for the order.")
    step_grams: DecimalText | None
    step_amount: DecimalText
    free_from: DecimalText = Field(description="0: never free.")
    tax_rate: DecimalText = Field(description="0.09 is 9 %.")
    note: str
    notes: dict[str, str]


class FreightTermsAnswer(Answer):
    """All that the key's organisation says of freight: what counts now first."""

    items: list[FreightTermAnswer]
    next: str | None


def freight_term_shape(line: Any) -> dict[str, Any]:
    """One with what it names."""
    row = line.term
    return {
        "id": row.id,
        "seller": row.seller.code if row.seller else "",
        "whom": row.whom,
        "named": line.named,
        "storefront": row.storefront.key if row.storefront else "",
        "region": row.region_code,
        "region_name": line.region_name,
        "starts_on": line.starts_on,
        "ends_on": line.ends_on,
        "counts": line.when,
        "currency": row.currency,
        **{name: money(getattr(row, name), row.currency) for name in ("amount", "step_amount", "free_from")},
        "first_grams": plain(row.first_grams) if row.first_grams else None,
        "step_grams": plain(row.step_grams) if row.step_grams else None,
        "tax_rate": plain(row.tax_rate),
        "note": row.note,
        "notes": row.notes,
    }
