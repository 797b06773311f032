"""Brings an order's discounts in step with its lines: what is for units that won't come goes back to who gave it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, send
from dinghuo.promotions.models import Coupon, CustomerUse, Discount, Promotion, PromotionFund, Redemption
from dinghuo.promotions.rules.basket import Shares
from dinghuo.promotions.rules.shares import borne, kept, standing

ZERO = Decimal(0)
GIVE_BACK = beside(__file__, "give_back")


@dataclass(frozen=True, slots=True)
class LineUnits:
    """How many base units of a line are ordered, and how many of those are to be paid."""

    ordered: Decimal
    payable: Decimal


def lock_discounts(actor: Actor, order_id: UUID) -> None:
    """Lock whatever this order's discounts may give back, in the one order: before stock, as placing does."""
    rows = Discount.objects.filter(market_id=actor.market_id, order_id=order_id)
    redemptions = list(
        Redemption.objects.select_for_update()
        .filter(market_id=actor.market_id, id__in=rows.values("redemption_id"))
        .order_by("id")
        .values_list("promotion_id", "buyer_id", "coupon_id")
    )
    promotions = {promotion_id for promotion_id, _, _ in redemptions}
    _lock(
        PromotionFund.objects.filter(market_id=actor.market_id, promotion_id__in=promotions), "promotion_id"
    )
    buyers = {buyer_id for _, buyer_id, _ in redemptions}
    _lock(
        CustomerUse.objects.filter(
            market_id=actor.market_id, promotion_id__in=promotions, buyer_id__in=buyers
        ),
        "promotion_id",
        "buyer_id",
    )
    coupons = {coupon_id for _, _, coupon_id in redemptions if coupon_id is not None}
    if coupons:
        _lock(Coupon.objects.filter(market_id=actor.market_id, id__in=coupons), "id")


def _lock(rows: QuerySet[Any], *order: str) -> None:
    list(rows.select_for_update().order_by(*order).values_list("id"))


def settle_discounts(actor: Actor, order_id: UUID, lines: Mapping[UUID, LineUnits]) -> dict[UUID, Decimal]:
    """Settle the discounts of these lines, and answer what stands of each line's: nothing ever rises.

    Budgets get back what isn't kept any more; with the last of a redemption its use is given back too, and a code is
    good again. The caller holds the order's lock (and `lock_discounts`).
    """
    rows = list(
        Discount.objects.filter(market_id=actor.market_id, order_id=order_id, line_id__in=list(lines))
        .select_related("promotion", "redemption")
        .order_by("id")
    )
    freed: dict[UUID, Decimal] = {}
    redemptions: dict[UUID, Redemption] = {}
    for row in rows:
        back = _settle(row, lines[row.line_id])
        if back:
            redemption = redemptions.setdefault(row.redemption_id, row.redemption)
            redemption.kept -= back
            freed[row.promotion_id] = freed.get(row.promotion_id, ZERO) + back
    Discount.objects.bulk_update(rows, ["amount", "kept", "by_seller", "by_platform", "by_supplier"])
    if freed:
        _give_back(actor, list(redemptions.values()), freed)
    stands: dict[UUID, Decimal] = dict.fromkeys(lines, ZERO)
    for row in rows:
        stands[row.line_id] += row.amount
    return stands


def _settle(row: Discount, units: LineUnits) -> Decimal:
    """Settle one; what isn't kept of it any more."""
    before = row.kept
    row.amount = min(row.amount, standing(row.granted, row.units, units.ordered, row.currency))
    row.kept = min(before, kept(row.amount, units.payable, units.ordered, row.currency))
    promotion: Promotion = row.promotion
    shares = Shares(promotion.seller_share, promotion.platform_share, promotion.supplier_share)
    row.by_seller, row.by_platform, row.by_supplier = borne(row.kept, shares, row.currency)
    return before - row.kept


def _give_back(actor: Actor, redemptions: Sequence[Redemption], freed: Mapping[UUID, Decimal]) -> None:
    Redemption.objects.bulk_update(redemptions, ["kept"])
    over = [each for each in redemptions if not each.kept]
    uses = Counter(each.promotion_id for each in over)
    send(
        GIVE_BACK,
        {
            "market": actor.market_id,
            "funds": list(freed),
            "amounts": list(freed.values()),
            "uses": [uses[each] for each in freed],
            "use_promotions": [each.promotion_id for each in over],
            "use_buyers": [each.buyer_id for each in over],
            "coupons": [each.coupon_id for each in over if each.coupon_id],
        },
    )
