"""What sellers let their customers see of their stock."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class DisplayRule(MarketRow):
    """How much of an owner's stock is told to a group of customers, to those of a level, or (neither) to everybody.

    Where a seller has no rule for a customer, those of the storefront's owner count. Buyers' own pages read it, so it
    is open to the whole market; the program shows it to its owner alone.
    """

    isolation = by_market()

    owner = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+", db_index=False)
    group = models.ForeignKey(
        "organisations.CustomerGroup", models.CASCADE, related_name="+", null=True, db_index=False
    )
    level = models.ForeignKey("members.Level", models.CASCADE, related_name="+", null=True, db_index=False)
    shows = models.CharField(max_length=8)
    bands = ArrayField(models.PositiveIntegerField(), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "owner", "group", "level"],
                name="display_rule_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(shows__in=["exact", "bands", "yes-no", "hidden"]), name="display_rule_known"
            ),
            models.CheckConstraint(
                condition=Q(group=None) | Q(level=None), name="display_rule_group_or_level"
            ),
        ]
