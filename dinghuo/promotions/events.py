"""What promotions announce."""

from dinghuo.foundation.events import Event


class PromotionSaved(Event):
    """A promotion was made, or got a new version."""

    kind = "promotion.saved"
    subject_kind = "promotion"


class PromotionStarted(Event):
    """A promotion counts from its time on."""

    kind = "promotion.started"
    subject_kind = "promotion"


class PromotionEnded(Event):
    """A promotion counts no more."""

    kind = "promotion.ended"
    subject_kind = "promotion"


class CouponsMade(Event):
    """Codes were made."""

    kind = "coupons.made"
    subject_kind = "promotion"
