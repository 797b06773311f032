"""How far a list's prices may be from those of the list above it."""

from django.db import models
from django.db.models import Q

from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.pricing.models.price_list import PriceList


class PriceBand(MarketRow):
    """A price on `list` is at least `least` and at most `most` per cent of the one on `parent`, in goods of the
    category and what is below it (None: of all). The nearest category's band counts; all bands of a list have one
    parent (actions/set_bands.py, under the list's lock)."""

    isolation = by_market()

    list = models.ForeignKey(PriceList, models.CASCADE, related_name="bands", db_index=False)
    parent = models.ForeignKey(PriceList, models.PROTECT, related_name="+", db_index=False)
    category = models.ForeignKey(
        "catalogue.Category", models.CASCADE, null=True, related_name="+", db_index=False
    )
    least = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    most = models.DecimalField(max_digits=9, decimal_places=4, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "list", "category"], nulls_distinct=False, name="price_band_once"
            ),
            models.CheckConstraint(
                name="price_band_bounds_something",
                condition=Q(least__gt=0, most=None)
                | Q(least=None, most__gt=0)
                | Q(least__gt=0, most__gte=models.F("least")),
            ),
            models.CheckConstraint(name="price_band_of_another_list", condition=~Q(parent=models.F("list"))),
        ]
        indexes = [models.Index(fields=["market_id", "parent"], name="price_band_by_parent")]
