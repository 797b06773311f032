"""A seller's terms for a variant."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value

from dinghuo.catalogue.models.variant import Variant
from dinghuo.catalogue.states import OfferState
from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class Offer(MarketRow):
    """Who sells it: least quantity and step in base units; of several offers the lowest `position` comes first.

    It is open from `starts_at` until before `ends_at`, without them always; in the regions with these codes and below
    them (2, 4, 6 or 9 figures), without any everywhere."""

    isolation = by_market()

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="offers", db_index=False)
    seller = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    minimum = QuantityField(default=1)
    multiple = QuantityField(default=1)
    lead_time_days = models.PositiveSmallIntegerField(default=1)
    backorder_allowed = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, default=OfferState.ACTIVE.value)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    region_codes = ArrayField(
        models.TextField(), default=list, blank=True, db_default=Value([], ArrayField(models.TextField()))
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "variant", "seller"], name="offer_once"),
            models.CheckConstraint(condition=Q(minimum__gt=0), name="offer_minimum_positive"),
            models.CheckConstraint(condition=Q(multiple__gt=0), name="offer_multiple_positive"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in OfferState]), name="offer_state_known"
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")),
                name="offer_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["market_id", "seller", "variant"], name="offer_by_seller")]
