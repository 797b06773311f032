"""Where stock lies."""

from django.db import models
from django.db.models import Q

from dinghuo.foundation.fields import TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.inventory.states import WarehouseKind


class Warehouse(MarketRow):
    """A place of an organisation; goods are taken from the lowest `priority` first. Who owns what lies there is said by
    each balance: others' goods may lie in it on consignment."""

    isolation = by_market()

    owner = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    names = TranslationsField()
    kind = models.CharField(
        max_length=12, default=WarehouseKind.OWN.value, db_default=WarehouseKind.OWN.value
    )
    has_bins = models.BooleanField(default=False, db_default=False)
    priority = models.PositiveIntegerField(default=0)
    region_code = models.CharField(
        max_length=9, blank=True, default="", db_default="", help_text="Where it lies (GB/T 2260)."
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "key"], name="warehouse_key_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in WarehouseKind]), name="warehouse_kind_known"
            ),
            # Nothing may be promised from there, and only active places are promised from.
            models.CheckConstraint(
                condition=~Q(kind__in=["quarantine", "transit"]) | Q(is_active=False),
                name="warehouse_shut_kinds",
            ),
        ]
        indexes = [models.Index(fields=["market_id", "owner", "priority"], name="warehouse_by_owner")]
