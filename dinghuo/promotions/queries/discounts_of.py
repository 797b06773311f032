"""Which promotions took what off some orders' lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import translated
from dinghuo.promotions.models import Discount


@dataclass(frozen=True)
class LineDiscount:
    """One promotion's part of a line's discount; the code that opened it, if it needed one."""

    line_id: UUID
    key: str
    name: str
    code: str
    amount: Decimal


def discounts_of(actor: Actor, order_ids: Iterable[UUID]) -> dict[UUID, list[LineDiscount]]:
    """By order line, what stands of each promotion. One statement."""
    rows = (
        Discount.objects.filter(market_id=actor.market_id, order_id__in=list(order_ids), amount__gt=0)
        .select_related("promotion", "redemption__coupon")
        .order_by("id")
    )
    found: dict[UUID, list[LineDiscount]] = {}
    for row in rows:
        coupon = row.redemption.coupon
        one = LineDiscount(
            line_id=row.line_id,
            key=row.promotion.key,
            name=translated(row.promotion.name, row.promotion.names),
            code=coupon.code if coupon else "",
            amount=row.amount,
        )
        found.setdefault(row.line_id, []).append(one)
    return found
