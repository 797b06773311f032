"""How offers of the same goods are compared, and what buyers see of it: each version as somebody set it."""

from django.db import models
from django.db.models import Q

from dinghuo.catalogue.states import ComparisonView
from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class ComparisonPolicy(MarketRow):
    """Weights of the ranking's measures and what buyers see; the highest number counts. Never changed."""

    isolation = by_market(insert_only=True)

    number = models.PositiveIntegerField()
    view = models.CharField(max_length=10)
    price_weight = models.PositiveSmallIntegerField()
    lead_time_weight = models.PositiveSmallIntegerField()
    score_weight = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=300, blank=True)
    set_at = models.DateTimeField(default=now)
    set_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "number"], name="comparison_policy_once"),
            models.CheckConstraint(
                condition=Q(view__in=[each.value for each in ComparisonView]), name="comparison_view_known"
            ),
            models.CheckConstraint(
                condition=Q(price_weight__lte=100, lead_time_weight__lte=100, score_weight__lte=100)
                & (Q(price_weight__gt=0) | Q(lead_time_weight__gt=0) | Q(score_weight__gt=0)),
                name="comparison_weighs_something",
            ),
        ]


class SellerScore(MarketRow):
    """How good a seller is, from 0 to 100, as somebody of the operator's judged; the highest number counts. None takes
    the judgement back."""

    isolation = by_market(insert_only=True)

    seller = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    why = models.CharField(max_length=300)
    set_at = models.DateTimeField(default=now)
    set_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "seller", "number"], name="seller_score_once"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=100), name="seller_score_range"
            ),
        ]
