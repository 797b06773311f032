"""What a cart at the checkout holds of a balance for a few minutes."""

from django.db import models
from django.db.models import Q

from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.inventory.models.stock import Stock


class CartHold(MarketRow):
    """Soft: others than the buyer are promised so much less until it expires. The balance itself isn't changed, so it
    is in no movement. Whoever places an order must find it."""

    isolation = by_market()

    cart_id = models.UUIDField()
    buyer = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+", db_index=False)
    stock = models.ForeignKey(Stock, models.CASCADE, related_name="+", db_index=False)
    quantity = QuantityField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "cart_id", "stock"], name="cart_hold_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="cart_hold_positive"),
        ]
        indexes = [
            models.Index(fields=["market_id", "stock"], name="cart_hold_by_stock"),
            models.Index(fields=["market_id", "expires_at"], name="cart_hold_by_expiry"),
        ]
