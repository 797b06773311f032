"""Goods that turned out to be one thing, and goods that a seller seems to sell under another code."""

from django.db import models
from django.db.models import F, Q

from dinghuo.catalogue.models.variant import Variant
from dinghuo.catalogue.states import ProposalState
from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market, by_party


class Merge(MarketRow):
    """`merged` was the same thing as `kept` and isn't sold any more; its codes lead to `kept`. `told`: what was carried
    over, by kind, as numbers."""

    isolation = by_market()

    kept = models.ForeignKey(Variant, models.CASCADE, related_name="+", db_index=False)
    merged = models.ForeignKey(Variant, models.CASCADE, related_name="+", db_index=False)
    told = models.JSONField(default=dict)
    why = models.CharField(max_length=300, blank=True)
    merged_at = models.DateTimeField(default=now)
    merged_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "merged"], name="merge_once"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_of_two"),
        ]
        indexes = [models.Index(fields=["market_id", "kept"], name="merge_by_kept")]


class OfferProposal(MarketRow):
    """A seller's sheet described what somebody else sells already: accepted, it is the seller's offer of `variant`.
    `sku` and `name` are what the seller calls it; quantities count in base units of the variant."""

    isolation = by_party("seller_id")

    seller = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+", db_index=False)
    variant = models.ForeignKey(Variant, models.CASCADE, related_name="+", db_index=False)
    sku = models.CharField(max_length=60)
    name = models.CharField(max_length=200, blank=True)
    gtin = models.CharField(max_length=14)
    minimum = QuantityField(default=1)
    multiple = QuantityField(default=1)
    lead_time_days = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, default=ProposalState.WAITING.value)
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "seller", "variant"],
                condition=Q(state=ProposalState.WAITING.value),
                name="offer_proposal_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ProposalState]),
                name="offer_proposal_state_known",
            ),
            models.CheckConstraint(
                condition=Q(minimum__gt=0, multiple__gt=0), name="offer_proposal_positive"
            ),
        ]
        indexes = [
            models.Index(fields=["market_id", "state", "-id"], name="offer_proposal_by_state"),
            models.Index(fields=["market_id", "seller", "-id"], name="offer_proposal_by_seller"),
        ]
