"""Codes that open a promotion, and how often each customer has used one."""

from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.promotions.models.promotion import Promotion


class Coupon(MarketRow):
    """A code: a word for many (`most_uses` more than one), or one of a batch made at random, each for one use."""

    isolation = by_market()

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="coupons", db_index=False)
    code = models.CharField(max_length=40)
    batch = models.CharField(max_length=60, blank=True)
    most_uses = models.PositiveIntegerField(default=1)
    uses = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "code"], name="coupon_code_once"),
            models.CheckConstraint(condition=Q(uses__lte=F("most_uses")), name="coupon_never_overused"),
        ]
        indexes = [models.Index(fields=["market_id", "promotion", "id"], name="coupon_by_promotion")]


class CustomerUse(MarketRow):
    """How many orders of a buyer a promotion with a cap for each customer counts in now."""

    isolation = by_market()

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="+", db_index=False)
    buyer_id = models.UUIDField()
    uses = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "promotion", "buyer_id"], name="customer_use_once")
        ]
