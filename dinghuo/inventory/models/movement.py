"""Every change of a balance, with its document and person; written once and never changed."""

from django.db import models
from django.db.models import Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.inventory.models.stock import Stock
from dinghuo.inventory.states import MovementKind


class Movement(MarketRow):
    """What was added to (or taken from) a balance's figures, why and by whom. `picked`: what of it has been taken off
    the shelf for a line and hasn't left the house."""

    isolation = by_market(insert_only=True)

    stock = models.ForeignKey(Stock, models.PROTECT, related_name="movements", db_index=False)
    kind = models.CharField(max_length=12)
    on_hand_delta = QuantityField(default=0)
    reserved_delta = QuantityField(default=0)
    picked_delta = QuantityField(default=0, db_default=0)
    document_kind = models.CharField(max_length=20, blank=True)
    document_id = models.UUIDField(null=True)
    document_number = models.CharField(max_length=40, blank=True)
    line_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=now)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in MovementKind]), name="movement_kind_known"
            ),
        ]
        indexes = [
            models.Index(fields=["market_id", "stock", "id"], name="movement_by_stock"),
            models.Index(fields=["market_id", "line_id"], name="movement_by_line"),
        ]
