"""Reads what the database says of a promotion for one shopper into the values that the rules work on."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.promotions.rules.basket import CouponRow, Offer, Shares
from dinghuo.promotions.rules.terms import terms_of
from dinghuo.promotions.states import PromotionState, Refused


def offer_of(
    promotion_id: UUID, seller_id: UUID | None, told: Mapping[str, Any], is_for: bool, uses: int
) -> Iterator[Offer]:
    """The promotion, or it once for each code that opens it; nothing where it is for others and needs none."""
    refused = _refused(told, is_for)
    coupons = told["coupons"]
    if coupons is None and refused:
        return
    seller, platform, supplier, supplier_id = told["shares"]
    budget, uses_left = told["fund"] or (None, None)
    goods = told["goods"]
    per_customer = told["per_customer"]
    for coupon in coupons or [None]:
        yield Offer(
            id=promotion_id,
            key=told["key"],
            version=told["version"],
            name=told["name"],
            names=told["names"],
            seller_id=seller_id,
            goods=None if goods is None else frozenset(map(UUID, goods)),
            terms=terms_of(told["terms"]),
            shares=Shares(seller, platform, supplier, UUID(supplier_id) if supplier_id else None),
            priority=told["priority"],
            exclusive_group=told["exclusive_group"],
            alone=told["alone"],
            coupon=CouponRow(UUID(coupon[0]), coupon[1], coupon[2]) if coupon else None,
            refused=refused,
            budget_left=None if budget is None else Decimal(budget),
            uses_left=uses_left,
            customer_left=None if per_customer is None else per_customer - uses,
            per_customer=per_customer,
        )


def _refused(told: Mapping[str, Any], is_for: bool) -> Refused | None:
    if told["state"] == PromotionState.DRAFT:
        return Refused.UNKNOWN
    if told["state"] == PromotionState.ENDED or told["late"]:
        return Refused.EXPIRED
    if told["early"]:
        return Refused.NOT_STARTED
    return None if is_for else Refused.NOT_FOR_YOU
