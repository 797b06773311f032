"""What is counted and sold, and the units it is packed in."""

from django.db import models
from django.db.models import Q

from dinghuo.catalogue.models.product import Product
from dinghuo.foundation.fields import QuantityField, TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class Variant(MarketRow):
    """One thing to order. `name` is its full name, `options` what tells it from its siblings ({"size": "M"})."""

    isolation = by_market()

    product = models.ForeignKey(Product, models.CASCADE, related_name="variants", db_index=False)
    sku = models.CharField(max_length=60)
    name = models.CharField(max_length=240)
    names = TranslationsField()
    options = models.JSONField(default=dict, blank=True)
    gtin = models.CharField(max_length=14, blank=True)
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "sku"], name="variant_sku_once"),
            models.UniqueConstraint(
                fields=["market_id", "gtin"],
                condition=~Q(gtin=""),
                name="variant_gtin_once",
            ),
        ]
        indexes = [models.Index(fields=["market_id", "product", "position"], name="variant_by_product")]


class PackUnit(MarketRow):
    """A unit in which a variant may be ordered: `factor` base units. The base unit is a row too, with factor 1, so
    that a conversion needs one join and no special case. `decimals`, of the base unit: how far it may be divided."""

    isolation = by_market()

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="packs", db_index=False)
    unit = models.CharField(max_length=20)
    factor = QuantityField(default=1)
    gtin = models.CharField(max_length=14, blank=True)
    is_default = models.BooleanField(default=False)
    decimals = models.PositiveSmallIntegerField(default=0)
    weight_grams = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    volume_cubic_cm = models.DecimalField(max_digits=14, decimal_places=3, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "variant", "unit"],
                include=["factor"],
                name="pack_unit_once",
            ),
            models.UniqueConstraint(
                fields=["market_id", "variant"],
                condition=Q(is_default=True),
                name="pack_default_once",
            ),
            models.CheckConstraint(condition=Q(factor__gt=0), name="pack_factor_positive"),
            models.CheckConstraint(condition=Q(decimals__lte=6), name="pack_decimals_kept"),
            models.CheckConstraint(condition=Q(weight_grams__gt=0), name="pack_weight_positive"),
            models.CheckConstraint(condition=Q(volume_cubic_cm__gt=0), name="pack_volume_positive"),
        ]
