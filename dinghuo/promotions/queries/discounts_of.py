"""Which promotions took what off some orders' lines."""

from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True)
class OrderDiscount:
    """What one promotion took off an order: `amount` in all, `parts` by line."""

    key: str
    name: str
    code: str
    parts: Sequence[LineDiscount]

    @property
    def amount(self) -> Decimal:
        """What the parts come to."""
        return sum((part.amount for part in self.parts), Decimal(0))


def discounts_of(actor: Actor, order_ids: Iterable[UUID]) -> dict[UUID, list[LineDiscount]]:
    """By order line, what stands of each promotion. One statement; none for no order."""
    wanted = list(order_ids)
    if not wanted:
        return {}
    rows = (
        Discount.objects.filter(market_id=actor.market_id, order_id__in=wanted, amount__gt=0)
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


def by_promotion(
    found: Mapping[UUID, Sequence[LineDiscount]], line_ids: Iterable[UUID]
) -> list[OrderDiscount]:
    """What each promotion took off these lines, in the lines' order."""
    parts: dict[tuple[str, str, str], list[LineDiscount]] = {}
    for line_id in line_ids:
        for part in found.get(line_id, ()):
            parts.setdefault((part.key, part.name, part.code), []).append(part)
    return [OrderDiscount(*promotion, each) for promotion, each in parts.items()]
