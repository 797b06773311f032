"""What orders must come to, and what smaller ones cost: for whom and where."""

from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.fields import AmountField, CurrencyField, TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.models.organisation import Organisation
from dinghuo.organisations.models.storefront import Storefront


class OrderMinimum(MarketRow):
    """Of one seller's orders, or, without a seller, of all that is ordered in one go. Without a buyer it counts for
    every buyer, without a storefront in every one; the one that names the buyer comes first, then the one that names
    the storefront, and it counts as a whole. Amounts include tax; rules/minimums.py says what they mean."""

    isolation = by_market()

    seller = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    buyer = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    storefront = models.ForeignKey(Storefront, models.PROTECT, null=True, related_name="+", db_index=False)
    currency = CurrencyField()
    least = AmountField(default=0)
    threshold = AmountField(default=0)
    fee = AmountField(default=0)
    fee_percent = models.DecimalField(max_digits=7, decimal_places=4, default=0)
    fee_tax_rate = models.DecimalField(max_digits=6, decimal_places=4, default=0)
    note = models.CharField(max_length=200, blank=True)
    notes = TranslationsField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                # The buyer first: what every order asks for is its buyer's, and everybody's.
                fields=["market_id", "buyer", "seller", "storefront", "currency"],
                nulls_distinct=False,
                name="order_minimum_once",
            ),
            models.CheckConstraint(
                condition=Q(least__gte=0, threshold__gte=0, fee__gte=0, fee_percent__gte=0)
                & Q(fee_percent__lte=100, fee_tax_rate__gte=0, fee_tax_rate__lt=1),
                name="order_minimum_amounts",
            ),
            models.CheckConstraint(
                condition=Q(threshold=0, fee=0, fee_percent=0) | Q(threshold__gt=F("least")),
                name="order_minimum_threshold_above_least",
            ),
            models.CheckConstraint(
                condition=Q(fee=0) | Q(fee_percent=0), name="order_minimum_one_kind_of_fee"
            ),
        ]
