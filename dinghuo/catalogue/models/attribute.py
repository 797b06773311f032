"""What is told of the goods of a category."""

from django.db import models
from django.db.models import Q

from dinghuo.catalogue.models.category import Category
from dinghuo.catalogue.states import AttributeKind
from dinghuo.foundation.fields import TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class Attribute(MarketRow):
    """One attribute of a category's template; all categories below have it too, and without a category all have it.

    `choices`: [{"key", "name", "names", "swatch"}], in their order. `axis`: what tells variants apart.
    """

    isolation = by_market()

    category = models.ForeignKey(
        Category, models.CASCADE, null=True, related_name="attributes", db_index=False
    )
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    names = TranslationsField()
    kind = models.CharField(max_length=10)
    unit = models.CharField(max_length=20, blank=True)
    units = TranslationsField()
    choices = models.JSONField(default=list, blank=True)
    required = models.BooleanField(default=False)
    filterable = models.BooleanField(default=False)
    axis = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "category", "key"], nulls_distinct=False, name="attribute_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in AttributeKind]), name="attribute_kind_known"
            ),
        ]
        indexes = [models.Index(fields=["market_id", "key"], name="attribute_by_key")]
