"""A promotion as it is written, before its names are looked up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from dinghuo.promotions.rules.terms import Terms

GOODS_KINDS = ("sku", "product", "category", "brand", "tag")
WHOM_KINDS = ("customer", "group", "level")


@dataclass(frozen=True, slots=True)
class Named:
    """Something that is named by its kind and its key or code."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class PartInput:
    """So many base units of an article by its SKU."""

    sku: str
    units: Decimal


@dataclass(frozen=True)
class PromotionInput:
    """A promotion as it is written. `terms` has no parts yet: `parts` name them by SKU. `seller` by code, empty for the
    goods of all sellers (who runs the market) or for the actor's own house. `supplier` by code, who bears its share."""

    name: str
    terms: Terms
    currency: str
    starts_at: datetime
    ends_at: datetime | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    seller: str = ""
    storefront: str = ""
    order_type: str = ""
    goods: Sequence[Named] = ()
    whom: Sequence[Named] = ()
    parts: Sequence[PartInput] = ()
    needs_code: bool = False
    priority: int = 0
    exclusive_group: str = ""
    alone: bool = False
    per_customer: int | None = None
    budget: Decimal | None = None
    most_uses: int | None = None
    platform_share: int = 0
    supplier_share: int = 0
    supplier: str = ""


def said(row: PromotionInput, terms: Mapping[str, Any]) -> dict[str, Any]:
    """All of it as plain JSON: what its form shows again, and what a version keeps."""
    plain = ("name", "currency", "seller", "storefront", "order_type", "needs_code", "priority")
    rest = (
        "exclusive_group",
        "alone",
        "per_customer",
        "most_uses",
        "platform_share",
        "supplier_share",
        "supplier",
    )
    return {
        **{name: getattr(row, name) for name in (*plain, *rest)},
        "names": dict(row.names),
        "budget": None if row.budget is None else str(row.budget),
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat() if row.ends_at else None,
        "goods": [{"kind": each.kind, "key": each.key} for each in row.goods],
        "whom": [{"kind": each.kind, "key": each.key} for each in row.whom],
        "parts": [{"sku": each.sku, "units": str(each.units)} for each in row.parts],
        "terms": dict(terms),
    }
