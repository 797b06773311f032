"""What a document's line holds of a balance."""

from django.db import models
from django.db.models import Q

from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.inventory.models.stock import Stock


class Reservation(MarketRow):
    """One line's hold on one balance. The row stays at zero when it is released or shipped."""

    isolation = by_market()

    line_id = models.UUIDField()
    stock = models.ForeignKey(Stock, models.PROTECT, related_name="reservations", db_index=False)
    quantity = QuantityField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "line_id", "stock"], name="reservation_once"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="reservation_not_negative"),
        ]
        indexes = [models.Index(fields=["market_id", "stock"], name="reservation_by_stock")]
