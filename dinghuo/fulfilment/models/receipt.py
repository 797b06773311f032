"""A receipt: what the buyer found when goods of a shipment arrived. Never changed; what comes later is
another.
"""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party
from dinghuo.fulfilment.models.shipment import ORGANISATION, Shipment, ShipmentLine


class Receipt(MarketRow):
    """One inspection of one shipment. What it accepts is what is invoiced."""

    isolation = by_party("buyer_id", "seller_id", insert_only=True)

    number = models.CharField(max_length=20)
    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="receipts", db_index=False)
    order = models.ForeignKey("ordering.Order", models.PROTECT, related_name="receipts", db_index=False)
    buyer = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    note = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField(default=now)
    received_by_id = models.UUIDField(null=True)
    received_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market_id", "number"], name="receipt_number_once")]
        indexes = [
            models.Index(fields=["market_id", "shipment"], name="receipt_by_shipment"),
            models.Index(fields=["market_id", "order"], name="receipt_by_order"),
        ]


class ReceiptLine(MarketRow):
    """What was accepted and rejected of one shipment line, in base units."""

    isolation = by_party("buyer_id", "seller_id", insert_only=True)

    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="lines", db_index=False)
    shipment_line = models.ForeignKey(ShipmentLine, models.PROTECT, related_name="+", db_index=False)
    order_line = models.ForeignKey("ordering.OrderLine", models.PROTECT, related_name="+", db_index=False)
    buyer = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField(help_text="The order line's.")
    accepted = QuantityField(default=Decimal(0))
    rejected = QuantityField(default=Decimal(0))
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "receipt", "shipment_line"], name="receipt_line_once"
            ),
            models.CheckConstraint(
                condition=Q(accepted__gte=0, rejected__gte=0), name="receipt_line_not_negative"
            ),
        ]
