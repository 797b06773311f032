"""What a market's levels ask of buyers, by purchases in a window of time, and give them."""

from django.db import models
from django.db.models import Q

from dinghuo.foundation.fields import AmountField, CurrencyField, TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.members.models.level import Level


class LevelPolicy(MarketRow):
    """How a market counts: purchases of so many months back, and so many days before a level that isn't earned ends."""

    isolation = by_market()

    window_months = models.PositiveSmallIntegerField(default=12)
    grace_days = models.PositiveSmallIntegerField(default=30)
    currency = CurrencyField(help_text="Purchases in other currencies don't count.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id"], name="level_policy_once"),
            models.CheckConstraint(
                condition=Q(window_months__gte=1, window_months__lte=60), name="level_policy_has_a_window"
            ),
        ]


class LevelRule(MarketRow):
    """From which purchases on a level is earned (empty: it is only given by hand), and what it is good for."""

    isolation = by_market()

    level = models.ForeignKey(Level, models.CASCADE, related_name="rules", db_index=False)
    least = AmountField(null=True)
    benefits = models.TextField(blank=True, help_text="One a line, as buyers read them.")
    benefits_by_language = TranslationsField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "level"], name="level_rule_once"),
            models.CheckConstraint(
                condition=Q(least__isnull=True) | Q(least__gte=0), name="level_rule_not_negative"
            ),
        ]
