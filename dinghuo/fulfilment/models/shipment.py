"""A shipment: goods of one order on their way, line by line, and what is heard of them."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party
from dinghuo.fulfilment.rules.receipt import Carried
from dinghuo.fulfilment.rules.sent_lots import SentLot, sent_lots
from dinghuo.fulfilment.states import ShipmentState

ORGANISATION = "organisations.Organisation"


class Shipment(MarketRow):
    """What left the seller in one go."""

    isolation = by_party("buyer_id", "seller_id")

    number = models.CharField(max_length=20)
    order = models.ForeignKey("ordering.Order", models.PROTECT, related_name="shipments", db_index=False)
    order_number = models.CharField(max_length=20)
    buyer = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=20, default=ShipmentState.IN_TRANSIT.value)
    carrier = models.CharField(max_length=100, blank=True)
    tracking_number = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=300, blank=True)
    delivery_address = models.JSONField(default=dict, help_text="Where the goods go, as the order said then.")
    shipped_at = models.DateTimeField(default=now)
    shipped_by_id = models.UUIDField(null=True)
    shipped_by_name = models.CharField(max_length=200)
    received_at = models.DateTimeField(null=True, help_text="When the last of it arrived or was written off.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "number"], name="shipment_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[word.value for word in ShipmentState]), name="shipment_state"
            ),
        ]
        indexes = [
            models.Index(fields=["market_id", "order"], name="shipment_by_order"),
            models.Index(fields=["market_id", "buyer", "state", "-id"], name="shipment_by_buyer"),
            models.Index(fields=["market_id", "seller", "state", "-id"], name="shipment_by_seller"),
        ]


class ShipmentLine(MarketRow):
    """How much of an order line the shipment carries, in base units, and what became of it."""

    isolation = by_party("buyer_id", "seller_id")

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="lines", db_index=False)
    order_line = models.ForeignKey("ordering.OrderLine", models.PROTECT, related_name="+", db_index=False)
    buyer = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField(help_text="The order line's.")
    quantity = QuantityField()
    lot = models.CharField(max_length=60, blank=True, help_text="As the seller states it.")
    expires = models.DateField(null=True)
    taken = models.JSONField(default=list, help_text="From which lots the stock was taken, in base units.")
    accepted = QuantityField(default=Decimal(0))
    rejected = QuantityField(default=Decimal(0))
    lost = QuantityField(default=Decimal(0))
    reason = models.CharField(max_length=300, blank=True, help_text="Why some was rejected.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "shipment", "order_line"], name="shipment_line_once"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, accepted__gte=0, rejected__gte=0, lost__gte=0),
                name="shipment_line_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=F("accepted") + F("rejected") + F("lost")),
                name="shipment_line_arrives_within_sent",
            ),
        ]
        indexes = [models.Index(fields=["market_id", "order_line"], name="shipment_line_by_order_line")]

    @property
    def carried(self) -> Carried:
        """The line's quantities as a value for the rules."""
        return Carried(self.quantity, self.accepted, self.rejected, self.lost)

    @property
    def lots(self) -> list[SentLot]:
        """The lots its goods are of: one that was stated, else each that the book took."""
        return sent_lots(self.lot, self.expires, self.quantity, self.taken)


class TrackingEvent(MarketRow):
    """One piece of news about a shipment on its way."""

    isolation = by_party("buyer_id", "seller_id", insert_only=True)

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="tracking", db_index=False)
    buyer = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=40)
    text = models.CharField(max_length=500, blank=True)
    person_id = models.UUIDField(null=True)
    person_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["market_id", "shipment", "at"], name="tracking_by_shipment")]
