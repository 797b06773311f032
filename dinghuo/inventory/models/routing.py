"""A seller's rules of which warehouse serves which line, with everything they were before."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class Routing(MarketRow):
    """One version: the rules in their order (states.RoutingRule), who set them and when. The current one decides; one
    without rules, or none at all: what expires first goes first, then by the warehouse's turn."""

    isolation = by_market()

    seller = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+", db_index=False)
    version = models.PositiveIntegerField()
    rules = ArrayField(models.CharField(max_length=12))
    is_current = models.BooleanField(default=True)
    person_id = models.UUIDField(null=True)
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "seller", "version"], name="routing_version_once"),
            models.UniqueConstraint(
                fields=["market_id", "seller"], condition=Q(is_current=True), name="routing_one_current"
            ),
        ]
