"""The balance of a variant in a warehouse, per owner and lot, in base units."""

from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.inventory.models.warehouse import Warehouse


class Stock(MarketRow):
    """What lies there and how much of it is promised. Changed only by the statements in steps/ and by counts, each
    with its movement, so that a balance is always the sum of its movements."""

    isolation = by_market()

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="+", db_index=False)
    variant = models.ForeignKey("catalogue.Variant", models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    lot = models.CharField(max_length=60, blank=True, db_collation="C")
    expires = models.DateField(null=True)
    bin = models.CharField(max_length=30, blank=True, default="", db_default="")
    received_at = models.DateTimeField(null=True, help_text="When the first of it came in.")
    # As the lot has it; here as well, so that who waits for the balance's lock sees it as it is then.
    recalled = models.BooleanField(default=False, db_default=False)
    on_hand = QuantityField(default=0)
    reserved = QuantityField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "owner", "variant", "warehouse", "lot"],
                name="stock_once",
            ),
            models.CheckConstraint(
                condition=Q(reserved__gte=0, reserved__lte=F("on_hand")),
                name="stock_never_oversold",
            ),
        ]
        indexes = [models.Index(fields=["market_id", "variant"], name="stock_by_variant")]


class ReorderPoint(MarketRow):
    """Below which available quantity an owner wants to be told that a variant runs low."""

    isolation = by_market()

    owner = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+", db_index=False)
    variant = models.ForeignKey("catalogue.Variant", models.CASCADE, related_name="+", db_index=False)
    quantity = QuantityField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "owner", "variant"], name="reorder_point_once"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="reorder_point_not_negative"),
        ]


class SafetyStock(MarketRow):
    """How much of an article an owner keeps back in a warehouse: it is left out of what may be promised, but for urgent
    orders where `for_urgent` says so. Whoever places an order must find it."""

    isolation = by_market()

    owner = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+", db_index=False)
    variant = models.ForeignKey("catalogue.Variant", models.CASCADE, related_name="+", db_index=False)
    warehouse = models.ForeignKey(Warehouse, models.CASCADE, related_name="+", db_index=False)
    quantity = QuantityField()
    for_urgent = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "owner", "variant", "warehouse"], name="safety_stock_once"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="safety_stock_positive"),
        ]
