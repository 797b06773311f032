"""Money a buyer has with a seller: free for any order (prepaid), or given for one order (advance)."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from dinghuo.foundation.fields import AmountField, CurrencyField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party


class PrepaidBalance(MarketRow):
    """What a debtor of goods has in hand with a creditor of goods: the seller keeps it, the buyer spends it.

    It equals the ledger's prepaid account of the two; this row is what a guarded statement can draw from.
    """

    isolation = by_party("creditor_id", "debtor_id")

    creditor = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    debtor = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    currency = CurrencyField()
    balance = AmountField(default=Decimal(0))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "debtor_id", "creditor_id", "currency"],
                name="prepaid_once",
            ),
            models.CheckConstraint(condition=Q(balance__gte=0), name="prepaid_not_negative"),
        ]
        indexes = [models.Index(fields=["market_id", "creditor"], name="prepaid_by_creditor")]


class OrderAdvance(MarketRow):
    """Money received for one order and not yet used for its invoices: the ledger's advance, by order."""

    isolation = by_party("buyer_id", "seller_id")

    order_id = models.UUIDField()
    buyer = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    currency = CurrencyField()
    amount = AmountField(default=Decimal(0))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "order_id"], name="advance_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="advance_not_negative"),
        ]
        indexes = [models.Index(fields=["market_id", "seller", "buyer"], name="advance_by_parties")]
