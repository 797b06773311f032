"""How much of articles customers may order, as the API tells it."""

from typing import Any, Literal

from pydantic import Field

from dinghuo.api.shapes.answer import Answer, DecimalText, Listed
from dinghuo.foundation.quantity import plain

PeriodWord = Literal["day", "week", "month", "once"]


class AllowanceAnswer(Answer):
    """How much of an article this buyer may order for now, in base units."""

    limit: DecimalText
    left: DecimalText = Field(description="What of it hasn't been ordered yet.")
    period: PeriodWord = Field(description="How often it begins anew; weeks begin on Monday.")
    until: str | None = Field(description="The last day of the time at hand; null: it has no end.")


class QuotaAnswer(Answer):
    """One quota of a seller."""

    sku: str
    seller: str
    quantity: DecimalText = Field(description="In base units; 0: nothing may be ordered.")
    unit: str
    period: PeriodWord
    customer: str | None = Field(description="Code of the customer; null for a quota for others.")
    group: str | None = Field(description="Key of the group of customers; null for a quota for others.")
    level: str | None = Field(description="Key of the level; null for a quota for others.")
    starts: str
    ends: str | None
    made_by: str


class QuotaPage(Listed):
    """A page of quotas."""

    items: list[QuotaAnswer]


def allowance_shape(told: Any) -> dict[str, Any]:
    """How much a buyer may order."""
    return {
        "limit": plain(told.limit),
        "left": plain(told.left),
        "period": told.period.value,
        "until": told.until.isoformat() if told.until else None,
    }


def quota_shape(row: Any) -> dict[str, Any]:
    """One quota."""
    return {
        "sku": row.variant.sku,
        "seller": row.seller.code,
        "quantity": plain(row.quantity),
        "unit": row.variant.product.base_unit,
        "period": row.period,
        "customer": row.buyer.code if row.buyer else None,
        "group": row.group.key if row.group else None,
        "level": row.level.key if row.level else None,
        "starts": row.starts.isoformat(),
        "ends": row.ends.isoformat() if row.ends else None,
        "made_by": row.made_by_name,
    }
