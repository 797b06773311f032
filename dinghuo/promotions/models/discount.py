"""What promotions have granted: to which order lines, and who pays for it."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import AmountField, CurrencyField, QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party
from dinghuo.promotions.models.coupon import Coupon
from dinghuo.promotions.models.promotion import Promotion


class Redemption(MarketRow):
    """One promotion in one placement (`group_id`: the order group), over all its sellers. `kept` is what still
    stands of it; with the last of it the use is given back."""

    isolation = by_party("buyer_id", "seller_ids[]")

    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField()
    coupon = models.ForeignKey(Coupon, models.PROTECT, null=True, related_name="+", db_index=False)
    group_id = models.UUIDField()
    buyer_id = models.UUIDField()
    seller_ids = ArrayField(models.UUIDField())
    currency = CurrencyField()
    granted = AmountField()
    kept = AmountField()
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "promotion", "group_id"], name="redemption_once"),
            models.CheckConstraint(
                condition=Q(kept__gte=0, kept__lte=F("granted")), name="redemption_within_granted"
            ),
        ]


class Discount(MarketRow):
    """A promotion's part of one order line's discount, with who bears it.

    `granted` at placement for `units` base units; `amount` of it stands in the order's line (less if fewer are
    ordered after all, never more), and `kept` of that for units that weren't cancelled, refused, lost, rejected or
    returned. The three shares add up to `kept`.
    """

    isolation = by_party("buyer_id", "seller_id")

    redemption = models.ForeignKey(Redemption, models.PROTECT, related_name="discounts", db_index=False)
    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="+", db_index=False)
    order_id = models.UUIDField()
    line_id = models.UUIDField()
    buyer_id = models.UUIDField()
    seller_id = models.UUIDField()
    currency = CurrencyField()
    units = QuantityField()
    granted = AmountField()
    amount = AmountField()
    kept = AmountField()
    by_seller = AmountField()
    by_platform = AmountField(default=Decimal(0))
    by_supplier = AmountField(default=Decimal(0))
    supplier_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "order_id", "line_id", "promotion"], name="discount_once"
            ),
            models.CheckConstraint(
                condition=Q(kept__gte=0, kept__lte=F("amount"), amount__lte=F("granted")),
                name="discount_only_falls",
            ),
            models.CheckConstraint(
                condition=Q(kept=F("by_seller") + F("by_platform") + F("by_supplier")),
                name="discount_shares_are_the_whole",
            ),
        ]
        indexes = [models.Index(fields=["market_id", "promotion", "id"], name="discount_by_promotion")]
