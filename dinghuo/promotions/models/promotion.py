"""A promotion: for which goods and customers, when, what it gives, at whose cost, and how much it may cost."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import AmountField, CurrencyField, TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.promotions.states import PromotionState

ORGANISATION = "organisations.Organisation"


class Promotion(MarketRow):
    """What a seller, or the operator (`seller` empty: over all sellers' goods), takes off.

    `targets`: variants, products, categories, brands and tags of which one must fit, `whom`: buyers (with those below
    them), groups and levels; empty for all. `terms`: what it asks and gives (rules/terms.py). Of those with one
    `exclusive_group` only the first by priority counts; what is `alone` counts beside nothing. The three shares are
    percents, 100 in all.
    """

    isolation = by_market()

    key = models.CharField(max_length=60)
    owner = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey(ORGANISATION, models.PROTECT, null=True, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    names = TranslationsField()
    state = models.CharField(max_length=10, default=PromotionState.DRAFT.value)
    version = models.PositiveIntegerField(default=1)
    currency = CurrencyField()
    valid = DateTimeRangeField()
    storefront_id = models.UUIDField(null=True)
    order_type = models.CharField(max_length=20, blank=True)
    targets = ArrayField(models.UUIDField(), default=list, blank=True)
    whom = ArrayField(models.UUIDField(), default=list, blank=True)
    terms = models.JSONField()
    needs_code = models.BooleanField(default=False)
    priority = models.SmallIntegerField(default=0)
    exclusive_group = models.CharField(max_length=40, blank=True)
    alone = models.BooleanField(default=False)
    per_customer = models.PositiveIntegerField(null=True)
    seller_share = models.PositiveSmallIntegerField(default=100)
    platform_share = models.PositiveSmallIntegerField(default=0)
    supplier_share = models.PositiveSmallIntegerField(default=0)
    supplier_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "key"], name="promotion_key_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in PromotionState]), name="promotion_state_known"
            ),
            models.CheckConstraint(
                condition=Q(seller_share=100 - F("platform_share") - F("supplier_share")),
                name="promotion_shares_are_the_whole",
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="promotion_valid_sometime"),
        ]
        indexes = [
            models.Index(
                fields=["market_id", "seller"],
                condition=Q(state=PromotionState.ACTIVE.value, needs_code=False),
                name="promotion_running",
            )
        ]


class PromotionVersion(MarketRow):
    """What a promotion said from one change to the next: what was granted under it names it."""

    isolation = by_market(insert_only=True)

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="versions", db_index=False)
    version = models.PositiveIntegerField()
    said = models.JSONField()
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "promotion", "version"], name="promotion_version_once"
            )
        ]


class PromotionFund(MarketRow):
    """How much a promotion may give, and has: only those with a limit have one, so that others make nobody wait."""

    isolation = by_market()

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="funds", db_index=False)
    budget = AmountField(null=True)
    spent = AmountField(default=Decimal(0))
    most_uses = models.PositiveIntegerField(null=True)
    uses = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "promotion"], name="promotion_fund_once"),
            models.CheckConstraint(
                condition=Q(spent__gte=0) & (Q(budget=None) | Q(spent__lte=F("budget"))),
                name="promotion_never_overspent",
            ),
            models.CheckConstraint(
                condition=Q(most_uses=None) | Q(uses__lte=F("most_uses")), name="promotion_never_overused"
            ),
        ]
