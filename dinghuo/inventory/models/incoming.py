"""What is on its way to a warehouse, and which waiting lines it is promised to."""

from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.inventory.models.warehouse import Warehouse
from dinghuo.inventory.states import IncomingState


class IncomingSupply(MarketRow):
    """Goods that an owner expects by a day, from a purchase order or as somebody knows it, in base units. What is
    promised of it is the sum of its promises; what has been received is stock."""

    isolation = by_market()

    owner = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="+", db_index=False)
    variant = models.ForeignKey("catalogue.Variant", models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=60, help_text="What buyer and seller call it: PO-118.")
    expected = models.DateField()
    quantity = QuantityField()
    received = QuantityField(default=0)
    promised = QuantityField(default=0)
    presale = models.BooleanField(default=False, help_text="May be ordered before it is here.")
    state = models.CharField(max_length=12, default=IncomingState.OPEN.value)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(promised__gte=0, received__gte=0, quantity__gte=F("received") + F("promised")),
                name="incoming_never_overpromised",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(state__in=["received", "cancelled"], promised=0),
                name="incoming_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["market_id", "owner", "variant"], condition=Q(state="open"), name="incoming_open"
            ),
            models.Index(fields=["market_id", "owner", "-id"], name="incoming_by_owner"),
        ]


class Promise(MarketRow):
    """What a line that waits will get of a supply. The row stays at zero when it is taken back or served."""

    isolation = by_market()

    line_id = models.UUIDField()
    supply = models.ForeignKey(IncomingSupply, models.PROTECT, related_name="promises", db_index=False)
    quantity = QuantityField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "line_id", "supply"], name="promise_once"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="promise_not_negative"),
        ]
        indexes = [models.Index(fields=["market_id", "supply"], name="promise_by_supply")]


class SharingRule(MarketRow):
    """How a seller shares out goods that are too few for all who wait: in turn (where there is no row), or in
    proportion to what each wants. Urgent orders always come first."""

    isolation = by_market()

    seller = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+", db_index=False)
    rule = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "seller"], name="sharing_rule_once"),
            models.CheckConstraint(
                condition=Q(rule__in=["in_turn", "proportional"]), name="sharing_rule_known"
            ),
        ]
