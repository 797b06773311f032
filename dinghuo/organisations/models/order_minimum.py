"""What orders must come to, and what smaller ones cost: for whom and where."""

from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.fields import AmountField, CurrencyField, TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.models.customer_group import CustomerGroup
from dinghuo.organisations.models.organisation import Organisation
from dinghuo.organisations.models.storefront import Storefront


class OrderMinimum(MarketRow):
    """Of one seller's orders, or, without a seller, of all that is ordered in one go; of all goods in them, or of those
    of a product or category (`target_id`; kept above: catalogue). For a buyer, a group, a level (`level_id`; members)
    or everybody, in one storefront or all. Of the same goods the one counts, as a whole, whose customer is nearest,
    then the one that names the storefront. Amounts include tax; rules/minimums.py says what they mean."""

    isolation = by_market()

    seller = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    buyer = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    group = models.ForeignKey(CustomerGroup, models.CASCADE, null=True, related_name="+", db_index=False)
    level_id = models.UUIDField(null=True)
    target = models.CharField(max_length=10, default="all", db_default="all")
    target_id = models.UUIDField(null=True)
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
                fields=[
                    "market_id",
                    "buyer",
                    "seller",
                    "storefront",
                    "currency",
                    "group",
                    "level_id",
                    "target_id",
                ],
                nulls_distinct=False,
                name="order_minimum_once_for",
            ),
            models.CheckConstraint(
                condition=Q(buyer=None, group=None)
                | Q(buyer=None, level_id=None)
                | Q(group=None, level_id=None),
                name="order_minimum_one_audience",
            ),
            models.CheckConstraint(
                condition=Q(target="all", target_id=None)
                | Q(target__in=["product", "category"], target_id__isnull=False),
                name="order_minimum_goods_known",
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
