"""The message thread of an order."""

from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party
from dinghuo.ordering.models.order import Order, OrderLine, _organisation


class OrderMessage(MarketRow):
    """One message on an order, or on one of its lines; both parties read it."""

    isolation = by_party("buyer_id", "seller_id", insert_only=True)

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="messages", db_index=False)
    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    buyer = _organisation()
    seller = _organisation()
    organisation_id = models.UUIDField(null=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    person_id = models.UUIDField(null=True)
    person_name = models.CharField(max_length=200)
    text = models.TextField()
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["market_id", "order", "id"], name="message_by_order")]
