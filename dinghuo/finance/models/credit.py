"""Credit: the line one organisation gives another, what each order uses of it, and every change of either."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from dinghuo.finance.states import CreditMoveKind, CreditStatus
from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import AmountField, CurrencyField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party

NOT_NEGATIVE = Q(ordered__gte=0, shipped__gte=0, invoiced__gte=0)


class CreditLine(MarketRow):
    """What a debtor may owe a creditor, and how much of that is used, by bucket.

    The buckets change only in guarded statements (steps/), so that orders placed at the same instant can't
    pass the limit together. The limit itself is no CHECK: it may be lowered below what is used, and then
    nothing new is held.
    """

    isolation = by_party("creditor_id", "debtor_id")

    creditor = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    debtor = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    currency = CurrencyField()
    credit_limit = AmountField()
    term_days = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, default=CreditStatus.ACTIVE.value)
    ordered = AmountField(default=Decimal(0))
    shipped = AmountField(default=Decimal(0))
    invoiced = AmountField(default=Decimal(0))
    overdue_days = models.PositiveSmallIntegerField(
        null=True, help_text="An invoice due for longer than this blocks new orders; empty: none does."
    )
    oldest_due = models.DateField(null=True, help_text="When the oldest unpaid invoice of its orders is due.")
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "debtor_id", "creditor_id", "currency"],
                name="creditline_once",
            ),
            models.CheckConstraint(condition=NOT_NEGATIVE, name="creditline_not_negative"),
            models.CheckConstraint(condition=Q(credit_limit__gte=0), name="creditline_limit_not_negative"),
            models.CheckConstraint(condition=~Q(creditor=F("debtor")), name="creditline_two_parties"),
            models.CheckConstraint(
                condition=Q(status__in=[word.value for word in CreditStatus]),
                name="creditline_status",
            ),
        ]
        indexes = [models.Index(fields=["market_id", "creditor"], name="creditline_by_creditor")]

    @property
    def used(self) -> Decimal:
        """All that is used, whichever bucket it is in."""
        return self.ordered + self.shipped + self.invoiced

    def is_blocked(self, today: date) -> bool:
        """True while an invoice is overdue for longer than the line bears: nothing new is held."""
        if self.overdue_days is None or self.oldest_due is None:
            return False
        return (today - self.oldest_due).days > self.overdue_days

    @property
    def available(self) -> Decimal:
        """What may still be held: nothing if the line isn't active or the limit fell below what is used."""
        if self.status != CreditStatus.ACTIVE:
            return Decimal(0)
        return max(self.credit_limit - self.used, Decimal(0))


class CreditHold(MarketRow):
    """What one order uses of a credit line. A line's buckets are the sums of its holds'."""

    isolation = by_party("creditor_id", "debtor_id")

    line = models.ForeignKey(CreditLine, models.PROTECT, related_name="holds", db_index=False)
    creditor = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    debtor = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    order_id = models.UUIDField()
    order_number = models.CharField(max_length=40)
    ordered = AmountField(default=Decimal(0))
    shipped = AmountField(default=Decimal(0))
    invoiced = AmountField(default=Decimal(0))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "order_id"], name="credithold_once"),
            models.CheckConstraint(condition=NOT_NEGATIVE, name="credithold_not_negative"),
        ]
        indexes = [models.Index(fields=["market_id", "line"], name="credithold_by_line")]


class CreditMove(MarketRow):
    """One change of a credit line, for good: what changed in which bucket, for which document, by whom."""

    isolation = by_party("creditor_id", "debtor_id", insert_only=True)

    line = models.ForeignKey(CreditLine, models.PROTECT, related_name="moves", db_index=False)
    creditor = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    debtor = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10)
    limit_delta = AmountField(default=Decimal(0))
    ordered_delta = AmountField(default=Decimal(0))
    shipped_delta = AmountField(default=Decimal(0))
    invoiced_delta = AmountField(default=Decimal(0))
    order_id = models.UUIDField(null=True)
    document_kind = models.CharField(max_length=20, blank=True)
    document_id = models.UUIDField(null=True)
    document_number = models.CharField(max_length=40, blank=True)
    person_id = models.UUIDField(null=True)
    person_name = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[word.value for word in CreditMoveKind]),
                name="creditmove_kind",
            )
        ]
        indexes = [
            models.Index(fields=["market_id", "line", "id"], name="creditmove_by_line"),
            models.Index(fields=["market_id", "order_id"], name="creditmove_by_order"),
        ]
