"""Agreements by which goods of one house lie in another's warehouse."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party
from dinghuo.inventory.models.warehouse import Warehouse
from dinghuo.inventory.states import ConsignedGoods, ConsignmentState, Ships

ORGANISATION = "organisations.Organisation"


class Consignment(MarketRow):
    """What keeper (whose place it is) and owner (whose goods lie there) agreed on. Only these two see it. One stands
    for an owner and a warehouse; after its end nothing more comes in, and what lies there leaves by the same hands."""

    isolation = by_party("keeper_id", "owner_id")

    number = models.CharField(max_length=20)
    state = models.CharField(max_length=12, default=ConsignmentState.PROPOSED.value)
    keeper = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="+", db_index=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, help_text="The last day; none where nobody has named one.")
    goods = models.CharField(max_length=12, default=ConsignedGoods.ALL.value)
    brand = models.ForeignKey("catalogue.Brand", models.PROTECT, null=True, related_name="+", db_index=False)
    category = models.ForeignKey(
        "catalogue.Category", models.PROTECT, null=True, related_name="+", db_index=False
    )
    variant_ids = ArrayField(models.UUIDField(), default=list)
    ships = models.CharField(max_length=12, default=Ships.KEEPER.value, help_text="Who sends what is sold.")
    may_take = models.BooleanField(default=False, help_text="The keeper may take goods into its own stock.")
    note = models.CharField(max_length=300, blank=True)
    proposer_id = models.UUIDField(help_text="The house that proposed it: the other one answers.")
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=now)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True, help_text="Said with the answer or the end.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "number"], name="consignment_number_once"),
            models.UniqueConstraint(
                fields=["market_id", "warehouse", "owner"],
                condition=Q(state__in=["proposed", "active"]),
                name="consignment_one_stands",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ConsignmentState]), name="consignment_state"
            ),
            models.CheckConstraint(
                condition=Q(ships__in=[each.value for each in Ships]), name="consignment_ships"
            ),
            models.CheckConstraint(
                condition=Q(goods="all", brand=None, category=None)
                | Q(goods="brand", brand__isnull=False, category=None)
                | Q(goods="category", brand=None, category__isnull=False)
                | Q(goods="articles", brand=None, category=None),
                name="consignment_goods",
            ),
            models.CheckConstraint(condition=~Q(keeper=F("owner")), name="consignment_of_two"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="consignment_days_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["market_id", "keeper", "-id"], name="consignment_by_keeper"),
            models.Index(fields=["market_id", "owner", "-id"], name="consignment_by_owner"),
        ]
