"""Kits: what is ordered by one name and sent as its parts."""

from django.db import models
from django.db.models import F, Q

from dinghuo.catalogue.models.variant import Variant
from dinghuo.catalogue.states import KitPricing
from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class Kit(MarketRow):
    """Makes a variant a kit: it has no stock of its own, and costs what is agreed for it or what its parts cost."""

    isolation = by_market()

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="kits", db_index=False)
    pricing = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "variant"], name="kit_once"),
            models.CheckConstraint(
                condition=Q(pricing__in=[each.value for each in KitPricing]), name="kit_pricing_known"
            ),
        ]


class KitPart(MarketRow):
    """A variant in a kit: `quantity` of its base units in one base unit of the kit. `optional`: it comes along where
    the buyer asks for it."""

    isolation = by_market()

    kit = models.ForeignKey(Variant, models.CASCADE, related_name="parts", db_index=False)
    part = models.ForeignKey(Variant, models.CASCADE, related_name="+", db_index=False)
    quantity = QuantityField()
    position = models.PositiveSmallIntegerField()
    optional = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "kit", "part"], name="kit_part_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="kit_part_quantity_positive"),
            models.CheckConstraint(condition=~Q(kit=F("part")), name="kit_part_is_another"),
        ]
        indexes = [models.Index(fields=["market_id", "part"], name="kit_part_by_part")]
