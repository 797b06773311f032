"""A payment for an order, reported or found, and the invoices it pays."""

from django.db import models
from django.db.models import Q

from dinghuo.billing.models.invoice import ORGANISATION, Invoice
from dinghuo.billing.states import PaymentState, PaymentWay
from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import AmountField, CurrencyField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party


class Payment(MarketRow):
    """Money that a buyer gives a seller for an order. It counts once it is received."""

    isolation = by_party("buyer_id", "seller_id")

    number = models.CharField(max_length=20)
    order = models.ForeignKey("ordering.Order", models.PROTECT, related_name="payments", db_index=False)
    order_number = models.CharField(max_length=20)
    buyer = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    currency = CurrencyField()
    amount = AmountField()
    method = models.CharField(max_length=20)
    reference = models.CharField(max_length=100, blank=True, help_text="The bank's, or the slip's.")
    paid_on = models.DateField(null=True, help_text="When the buyer paid, as it says.")
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10)
    reported_at = models.DateTimeField(default=now)
    reported_by_id = models.UUIDField(null=True)
    reported_by_name = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was refused.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "number"], name="payment_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_positive"),
            models.CheckConstraint(
                condition=Q(state__in=[word.value for word in PaymentState]), name="payment_state"
            ),
            models.CheckConstraint(
                condition=Q(method__in=[word.value for word in PaymentWay]), name="payment_method"
            ),
        ]
        indexes = [
            models.Index(fields=["market_id", "order", "id"], name="payment_by_order"),
            models.Index(fields=["market_id", "buyer", "-id"], name="payment_by_buyer"),
            models.Index(fields=["market_id", "seller", "state", "-id"], name="payment_by_seller"),
        ]


class Allocation(MarketRow):
    """What of an invoice is paid, and by which payment; none where it was paid ahead, before there was an
    invoice.
    """

    isolation = by_party("buyer_id", "seller_id", insert_only=True)

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="allocations", db_index=False)
    payment = models.ForeignKey(
        Payment, models.PROTECT, related_name="allocations", db_index=False, null=True
    )
    buyer = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    amount = AmountField()
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="allocation_positive"),
        ]
        indexes = [
            models.Index(fields=["market_id", "invoice"], name="allocation_by_invoice"),
            models.Index(fields=["market_id", "payment"], name="allocation_by_payment"),
        ]
