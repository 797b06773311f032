"""How promotions refuse."""

from dinghuo.foundation.errors import Refusal


class CouponRefused(Refusal):
    """A code gives nothing to this order."""

    type = "coupon-refused"


class PromotionFixed(Refusal):
    """This can't be changed once the promotion has begun or ended."""

    type = "promotion-fixed"
