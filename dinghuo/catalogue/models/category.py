"""The tree of categories."""

from django.db import models

from dinghuo.foundation.fields import TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class Category(MarketRow):
    """A place in the tree. `path` is the keys from the root, each followed by a slash ("drinks/water/"), so that a
    category with all its descendants is one range of an index; the collation "C" makes that range exact."""

    isolation = by_market()

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", db_index=False)
    key = models.CharField(max_length=60)
    path = models.CharField(max_length=400, db_collation="C")
    name = models.CharField(max_length=120)
    names = TranslationsField()
    position = models.PositiveIntegerField(default=0)
    products_listed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "key"], name="category_key_once"),
        ]
        # Not unique, though it is: an update of a unique column would make every product that is saved wait.
        indexes = [models.Index(fields=["market_id", "path"], name="category_by_path")]
