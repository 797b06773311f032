"""An invoice: what one receipt accepted, priced as the order says."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from dinghuo.billing.states import InvoiceState
from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import AmountField, CurrencyField, QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party

ORGANISATION = "organisations.Organisation"


class Invoice(MarketRow):
    """What a buyer owes a seller for accepted goods. Only `allocated` ever changes, by a guarded update."""

    isolation = by_party("buyer_id", "seller_id")

    number = models.CharField(max_length=20)
    order = models.ForeignKey("ordering.Order", models.PROTECT, related_name="invoices", db_index=False)
    order_number = models.CharField(max_length=20)
    receipt = models.ForeignKey("fulfilment.Receipt", models.PROTECT, related_name="+", db_index=False)
    receipt_number = models.CharField(max_length=20)
    shipment_number = models.CharField(max_length=20)
    buyer = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    currency = CurrencyField()
    extended = AmountField(help_text="The lines before discount and tax.")
    discount = AmountField()
    freight = AmountField(help_text="On the order's first invoice, tax included.")
    freight_tax = AmountField(
        default=Decimal(0), db_default=Decimal(0), help_text="The part of `tax` that is in the freight."
    )
    fee = AmountField(
        default=Decimal(0),
        db_default=Decimal(0),
        help_text="On the order's first invoice, tax included.",
    )
    fee_tax = AmountField(
        default=Decimal(0), db_default=Decimal(0), help_text="The part of `tax` that is in the fee."
    )
    tax = AmountField()
    total = AmountField()
    allocated = AmountField(default=Decimal(0), help_text="What payments have paid of it.")
    term_days = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField(default=now)
    issued_on = models.DateField(help_text="The day it was in the market's zone.")
    due_on = models.DateField(help_text="The last day on which it is paid in time.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "number"], name="invoice_number_once"),
            models.UniqueConstraint(fields=["market_id", "receipt"], name="invoice_receipt_once"),
            models.CheckConstraint(
                condition=Q(extended__gte=0, discount__gte=0, freight__gte=0, tax__gte=0, allocated__gte=0),
                name="invoice_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(
                    total=F("extended")
                    - F("discount")
                    + F("freight")
                    - F("freight_tax")
                    + F("fee")
                    - F("fee_tax")
                    + F("tax")
                ),
                name="invoice_adds_up_with_freight",
            ),
            models.CheckConstraint(condition=Q(allocated__lte=F("total")), name="invoice_paid_within_total"),
        ]
        indexes = [
            models.Index(fields=["market_id", "order", "id"], name="invoice_by_order"),
            models.Index(fields=["market_id", "buyer", "-id"], name="invoice_by_buyer"),
            models.Index(fields=["market_id", "seller", "-id"], name="invoice_by_seller"),
            models.Index(
                fields=["market_id", "due_on"],
                condition=Q(allocated__lt=F("total")),
                name="invoice_unpaid_by_due_day",
            ),
        ]

    @property
    def open_amount(self) -> Decimal:
        """What is still to be paid."""
        return self.total - self.allocated

    @property
    def state(self) -> InvoiceState:
        """How much of it is paid."""
        if self.allocated >= self.total:
            return InvoiceState.PAID
        return InvoiceState.PARTLY_PAID if self.allocated else InvoiceState.OPEN

    def is_overdue(self, today: date) -> bool:
        """True if it should have been paid before this day."""
        return self.open_amount > 0 and self.due_on < today


class InvoiceLine(MarketRow):
    """Accepted units of one order line, in base units, and their part of the line's amounts."""

    isolation = by_party("buyer_id", "seller_id", insert_only=True)

    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="lines", db_index=False)
    order_line = models.ForeignKey("ordering.OrderLine", models.PROTECT, related_name="+", db_index=False)
    buyer = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField(help_text="The order line's.")
    quantity = QuantityField()
    extended = AmountField()
    discount = AmountField()
    tax_rate = models.DecimalField(max_digits=6, decimal_places=4)
    tax = AmountField()
    total = AmountField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["market_id", "invoice", "order_line"], name="invoice_line_once"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, extended__gte=0, discount__gte=0, tax__gte=0),
                name="invoice_line_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(total=F("extended") - F("discount") + F("tax")), name="invoice_line_adds_up"
            ),
        ]
        indexes = [models.Index(fields=["market_id", "order_line"], name="invoice_line_by_order_line")]
