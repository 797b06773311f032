"""Tax rates by goods and region, as the API tells them."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from dinghuo.api.shapes.answer import Answer, DecimalText
from dinghuo.foundation.quantity import plain


class TaxRateAnswer(Answer):
    """At which rate goods are taxed where they go, instead of the product's own rate."""

    id: UUID
    target: str = Field(description="product, category or all.")
    goods: str = Field(description="Product's code or category's key; empty: all goods.")
    region: str = Field(description="Code of province, city or district; empty: everywhere.")
    region_name: str
    rate: DecimalText = Field(description="0.13 is 13 %.")
    starts_on: date
    ends_on: date | None = Field(description="The last day; null: for good.")
    counts: str = Field(description="now, later or past.")
    note: str


class TaxRatesAnswer(Answer):
    """All rates of the market: those that count now first."""

    items: list[TaxRateAnswer]
    next: str | None


def tax_rate_shape(line: Any) -> dict[str, Any]:
    """One with what it names."""
    row = line.rate
    return {
        "id": row.id,
        "target": row.target,
        "goods": line.goods,
        "region": row.region_code,
        "region_name": line.region_name,
        "rate": plain(row.rate),
        "starts_on": line.starts_on,
        "ends_on": line.ends_on,
        "counts": line.when,
        "note": row.note,
    }
