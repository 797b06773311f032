"""Lots: when goods were made and until when they are good; and how fresh a customer wants them."""

from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market, by_party

ORGANISATION = "organisations.Organisation"


class Lot(MarketRow):
    """One lot of an owner's article, wherever it lies. It has one expiry date: another date is another lot."""

    isolation = by_market()

    owner = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    variant = models.ForeignKey("catalogue.Variant", models.PROTECT, related_name="+", db_index=False)
    lot = models.CharField(max_length=60, db_collation="C")
    supplier_lot = models.CharField(max_length=60, blank=True)
    made = models.DateField(null=True)
    expires = models.DateField(null=True)
    first_at = models.DateTimeField(default=now)
    recalled_at = models.DateTimeField(null=True)
    recalled_by_name = models.CharField(max_length=200, blank=True)
    recall_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "owner", "variant", "lot"], name="lot_once"),
            models.CheckConstraint(
                condition=Q(made=None) | Q(expires=None) | Q(made__lte=F("expires")),
                name="lot_dates_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["market_id", "lot"], name="lot_by_name"),
            # Few lots are ever recalled.
            models.Index(
                fields=["market_id", "-recalled_at"], condition=~Q(recalled_at=None), name="lot_recalled"
            ),
        ]


class LifeRule(MarketRow):
    """How much of their life goods must have left when they go to a customer (any, if null), of a category (any).

    Whoever places an order for the customer must find it; `queries/life_rules.py` shows it to the seller's people only.
    """

    isolation = by_market()

    seller = models.ForeignKey(ORGANISATION, models.CASCADE, related_name="+", db_index=False)
    buyer = models.ForeignKey(ORGANISATION, models.CASCADE, null=True, related_name="+", db_index=False)
    category = models.ForeignKey(
        "catalogue.Category", models.CASCADE, null=True, related_name="+", db_index=False
    )
    min_days = models.PositiveIntegerField(null=True)
    min_percent = models.PositiveIntegerField(null=True)
    not_older = models.BooleanField(default=False, help_text="Not older than what went there last.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "seller", "buyer", "category"],
                name="life_rule_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(min_percent=None) | Q(min_percent__lte=100), name="life_rule_percent"
            ),
        ]


class LastSent(MarketRow):
    """The latest expiry date of an article that has gone to a customer."""

    isolation = by_market()

    owner = models.ForeignKey(ORGANISATION, models.CASCADE, related_name="+", db_index=False)
    buyer = models.ForeignKey(ORGANISATION, models.CASCADE, related_name="+", db_index=False)
    variant = models.ForeignKey("catalogue.Variant", models.CASCADE, related_name="+", db_index=False)
    expires = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "owner", "buyer", "variant"], name="last_sent_once")
        ]


class UnitCost(MarketRow):
    """What an owner paid last for a base unit of an article, in the market's currency: what losses are valued at."""

    isolation = by_party("owner_id")

    owner = models.ForeignKey(ORGANISATION, models.CASCADE, related_name="+", db_index=False)
    variant = models.ForeignKey("catalogue.Variant", models.CASCADE, related_name="+", db_index=False)
    cost = QuantityField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "owner", "variant"], name="unit_cost_once"),
            models.CheckConstraint(condition=Q(cost__gte=0), name="unit_cost_not_negative"),
        ]
