"""Where stock lies."""

from django.db import models

from dinghuo.foundation.fields import TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class Warehouse(MarketRow):
    """A place of an organisation; goods are taken from the lowest `priority` first."""

    isolation = by_market()

    owner = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    names = TranslationsField()
    priority = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market_id", "key"], name="warehouse_key_once")]
        indexes = [models.Index(fields=["market_id", "owner", "priority"], name="warehouse_by_owner")]
