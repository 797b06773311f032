"""The tables of promotions."""

from dinghuo.promotions.models.coupon import Coupon, CustomerUse
from dinghuo.promotions.models.discount import Discount, Redemption
from dinghuo.promotions.models.promotion import Promotion, PromotionFund, PromotionVersion

__all__ = [
    "Coupon",
    "CustomerUse",
    "Discount",
    "Promotion",
    "PromotionFund",
    "PromotionVersion",
    "Redemption",
]
