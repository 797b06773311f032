"""At which rate goods are taxed in a region for a time, instead of the product's own rate."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from dinghuo.catalogue.states import TaxTarget
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class TaxRate(MarketRow):
    """Of what (`target_id`: a product, a category, or the market itself for all goods) and for goods that go to regions
    whose code begins with `region_code` (empty: everywhere), while `valid`; a share: 0.09 is 9 %.

    Of several the one whose target is nearest counts, then the one whose region is; none: the product's own rate.
    """

    isolation = by_market()

    target = models.CharField(max_length=10)
    target_id = models.UUIDField()
    region_code = models.CharField(max_length=12, blank=True, default="")
    rate = models.DecimalField(max_digits=6, decimal_places=4)
    valid = DateTimeRangeField()
    note = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            # Also the index by which an order finds the rates of its goods.
            ExclusionConstraint(
                name="tax_rate_once",
                expressions=[
                    ("market_id", RangeOperators.EQUAL),
                    ("target_id", RangeOperators.EQUAL),
                    ("region_code", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(rate__gte=0, rate__lt=1), name="tax_rate_is_a_share"),
            models.CheckConstraint(
                condition=Q(target__in=[each.value for each in TaxTarget]), name="tax_rate_target_known"
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="tax_rate_lasts"),
        ]
