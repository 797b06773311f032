"""Who is exempt from tax, by which paper, and how a seller rounds the tax of its orders."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.pricing.states import Rounding


class TaxExemption(MarketRow):
    """That a buyer pays a seller no tax while `valid`: by the certificate with this number, whose scan is `file`, a
    path below MEDIA_ROOT that is never served by itself. At its end it counts no more, without anybody's doing.

    Read by whoever prices for the buyer, so by the market; queries/taxes/ says who may look at it.
    """

    isolation = by_market()

    seller = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    buyer = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    certificate = models.CharField(max_length=60)
    valid = DateTimeRangeField()
    note = models.CharField(max_length=200, blank=True, default="")
    file = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=now)
    made_by_name = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # Also the index by which a price finds it.
            ExclusionConstraint(
                name="tax_exemption_once",
                expressions=[
                    ("market_id", RangeOperators.EQUAL),
                    ("buyer", RangeOperators.EQUAL),
                    ("seller", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=~Q(buyer=F("seller")), name="tax_exemption_of_two"),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="tax_exemption_lasts"),
        ]
        indexes = [models.Index(fields=["market_id", "seller", "-id"], name="tax_exemption_by_seller")]


class TaxPolicy(MarketRow):
    """How a seller rounds the tax of its orders; without a row line by line."""

    isolation = by_market()

    seller = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+", db_index=False)
    rounding = models.CharField(max_length=5)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "seller"], name="tax_policy_once"),
            models.CheckConstraint(
                condition=Q(rounding__in=[each.value for each in Rounding]), name="tax_policy_known"
            ),
        ]
