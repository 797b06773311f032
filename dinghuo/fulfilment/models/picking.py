"""A picking: somebody takes an order's goods off the shelves of one warehouse."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party
from dinghuo.fulfilment.states import PickingState


class Picking(MarketRow):
    """Who picks what for which order, and the cartons that were read; how much is said by what lies ready of each
    balance (`inventory.Picked`). One is open for an order and a warehouse. The seller sees it, and `keeper`: in whose
    place the goods lie, where that is another house."""

    isolation = by_party("seller_id", "keeper_id")

    number = models.CharField(max_length=20)
    state = models.CharField(max_length=12, default=PickingState.OPEN.value)
    order = models.ForeignKey("ordering.Order", models.PROTECT, related_name="+", db_index=False)
    order_number = models.CharField(max_length=20)
    seller = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    keeper = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    warehouse = models.ForeignKey("inventory.Warehouse", models.PROTECT, related_name="+", db_index=False)
    person_id = models.UUIDField(null=True)
    person_name = models.CharField(max_length=200)
    labels = models.JSONField(default=dict, help_text="Codes of cartons that were read, with line and lot.")
    shipment_number = models.CharField(max_length=20, blank=True)
    begun_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "number"], name="picking_number_once"),
            models.UniqueConstraint(
                fields=["market_id", "order", "warehouse"],
                condition=Q(state="open"),
                name="picking_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in PickingState]), name="picking_state"
            ),
        ]
        indexes = [models.Index(fields=["market_id", "seller", "-id"], name="picking_by_seller")]

    @property
    def parties(self) -> list[UUID]:
        """Who may know of it."""
        return [each for each in (self.seller_id, self.keeper_id) if each is not None]
