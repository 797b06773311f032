"""Products as their sellers want them shown."""

from django.db import models
from django.db.models import Q

from dinghuo.catalogue.states import VersionState
from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party

OPEN = Q(state__in=[VersionState.DRAFT.value, VersionState.SUBMITTED.value])


class ProductVersion(MarketRow):
    """A product as a seller describes it; buyers see it once it is approved. A seller works on one version of a product
    at a time. `content` and `before` (what buyers saw when it was submitted, None for a new product) are in the form of
    rules/content.py."""

    isolation = by_party("seller_id")

    seller = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default=VersionState.DRAFT.value)
    content = models.JSONField()
    before = models.JSONField(null=True)
    written_at = models.DateTimeField(default=now)
    written_by = models.CharField(max_length=200)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "code", "seller", "number"], name="version_once"),
            models.UniqueConstraint(
                fields=["market_id", "code", "seller"], condition=OPEN, name="version_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in VersionState]), name="version_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["market_id", "state", "-id"], name="version_by_state"),
            models.Index(fields=["market_id", "seller", "-id"], name="version_by_seller"),
        ]
