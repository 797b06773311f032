"""The documents of stock: receipts, scrap, adjustments, transfers and counts, with their lines."""

from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import AmountField, PriceField, QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party
from dinghuo.inventory.models.warehouse import Warehouse
from dinghuo.inventory.states import StockDocumentKind, StockDocumentState

ORGANISATION = "organisations.Organisation"


class StockDocument(MarketRow):
    """What somebody means to do (or did) with goods in a warehouse. It moves stock when it is posted, as a whole.
    `keeper`: in whose place the owner's goods lie (or come to lie), where that is another house; both see it."""

    isolation = by_party("owner_id", "keeper_id")

    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=20)
    state = models.CharField(max_length=12, default=StockDocumentState.DRAFT.value)
    owner = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    keeper = models.ForeignKey(ORGANISATION, models.PROTECT, null=True, related_name="+", db_index=False)
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="+", db_index=False)
    target = models.ForeignKey(Warehouse, models.PROTECT, null=True, related_name="+", db_index=False)
    partner = models.CharField(max_length=200, blank=True, help_text="Who sent the goods.")
    reference = models.CharField(max_length=60, blank=True, help_text="Number of their paper.")
    why = models.CharField(max_length=200, blank=True)
    blind = models.BooleanField(default=False)
    value = AmountField(null=True, help_text="Of the goods it moves, where their cost is known.")
    made_by_id = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=now)
    submitted_by_id = models.UUIDField(null=True)
    submitted_by_name = models.CharField(max_length=200, blank=True)
    submitted_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_why = models.CharField(max_length=200, blank=True)
    posted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "number"], name="stock_document_number_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in StockDocumentKind]), name="stock_document_kind"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in StockDocumentState]),
                name="stock_document_state",
            ),
            models.CheckConstraint(
                condition=~Q(kind="transfer") | Q(target__isnull=False), name="stock_document_transfer_target"
            ),
        ]
        indexes = [
            models.Index(fields=["market_id", "owner", "kind", "-id"], name="stock_document_by_owner"),
            # Few documents are about others' goods.
            models.Index(
                fields=["market_id", "keeper", "-id"],
                condition=Q(keeper__isnull=False),
                name="stock_document_by_keeper",
            ),
        ]


class StockDocumentLine(MarketRow):
    """One balance of a document, in base units. `quantity`: what moves; of a count what was found (null: not counted
    yet), of an adjustment by how much. `done`: what of a transfer has arrived; `expected`: what the book had when
    it was counted."""

    isolation = by_party("owner_id", "keeper_id")

    document = models.ForeignKey(StockDocument, models.CASCADE, related_name="lines", db_index=False)
    owner = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    keeper = models.ForeignKey(ORGANISATION, models.PROTECT, null=True, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    variant = models.ForeignKey("catalogue.Variant", models.PROTECT, related_name="+", db_index=False)
    lot = models.CharField(max_length=60, blank=True, db_collation="C")
    supplier_lot = models.CharField(max_length=60, blank=True)
    made = models.DateField(null=True)
    expires = models.DateField(null=True)
    bin = models.CharField(max_length=30, blank=True)
    quantity = QuantityField(null=True)
    done = QuantityField(default=0)
    lost = QuantityField(default=0)
    expected = QuantityField(null=True)
    counted_at = models.DateTimeField(null=True)
    unit_cost = PriceField(null=True)
    labels = models.JSONField(default=list, help_text="Codes of cartons that were read into it.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["market_id", "document", "position"], name="stock_line_position"),
            models.UniqueConstraint(
                fields=["market_id", "document", "variant", "lot"], name="stock_line_balance_once"
            ),
            models.CheckConstraint(
                condition=Q(done__gte=0, lost__gte=0)
                & (Q(done=0, lost=0) | Q(quantity__gte=F("done") + F("lost"))),
                name="stock_line_arrives_within_sent",
            ),
        ]
