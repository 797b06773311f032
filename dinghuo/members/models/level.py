"""The levels of a market's buyers: gold, silver ..., and who has had which, from when to when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models

from dinghuo.foundation.fields import AmountField, TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class Level(MarketRow):
    """A level; the higher its rank, the better it is."""

    isolation = by_market()

    key = models.SlugField(max_length=40, db_index=False)
    name = models.CharField(max_length=100)
    names = TranslationsField()
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "key"], name="level_key_once"),
            models.UniqueConstraint(fields=["market_id", "rank"], name="level_rank_once"),
        ]


class LevelGrant(MarketRow):
    """A buyer's level for a time. Past rows stay: they are the history. Two levels at one instant are impossible."""

    isolation = by_market()

    buyer = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+", db_index=False)
    level = models.ForeignKey(Level, models.PROTECT, related_name="grants", db_index=False)
    valid = DateTimeRangeField()
    granted_by = models.CharField(max_length=200)
    reason = models.CharField(max_length=300, blank=True)
    by_rule = models.BooleanField(
        default=False, db_default=False, help_text="Earned by purchases; else given by a person."
    )
    measured = AmountField(null=True, help_text="The purchases by which it was earned.")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="level_grant_once",
                expressions=[
                    ("market_id", RangeOperators.EQUAL),
                    ("buyer", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=models.Q(valid__isempty=False), name="level_grant_sometime"),
        ]
