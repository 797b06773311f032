"""What has been taken off the shelf for a document's line, and hasn't left the house yet."""

from django.db import models
from django.db.models import Q

from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.inventory.models.stock import Stock


class Picked(MarketRow):
    """What of a balance lies ready for a line, in base units. A fact about goods, not a promise: where the line loses
    its hold, it stays until somebody puts the goods back. The row stays at zero when they are shipped."""

    isolation = by_market()

    line_id = models.UUIDField()
    stock = models.ForeignKey(Stock, models.PROTECT, related_name="picked", db_index=False)
    quantity = QuantityField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "line_id", "stock"], name="picked_once"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="picked_not_negative"),
        ]
        indexes = [models.Index(fields=["market_id", "stock"], name="picked_by_stock")]
