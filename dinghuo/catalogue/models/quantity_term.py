"""What quantities a seller asks of some of its customers, instead of what its offers ask of everybody."""

from django.db import models
from django.db.models import Q

from dinghuo.catalogue.states import TermTarget, TermWhom
from dinghuo.foundation.fields import AmountField, QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class QuantityTerm(MarketRow):
    """Of what (`target_id`: a variant, product, category, or the seller itself for all its goods), of whom (`whom_id`:
    a buyer, group, level, or the seller for everybody), in one storefront or all: the least quantity and the step, in
    base units; null as the offer says. `soft`: less than the minimum may be ordered; then it costs `fee` a line, tax
    included, or nothing, but is told.

    Of several the one whose `whom` is nearest counts, then whose `target` is, then one for the storefront; as a whole.
    """

    isolation = by_market()

    seller = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+", db_index=False)
    target = models.CharField(max_length=10)
    target_id = models.UUIDField()
    whom = models.CharField(max_length=10)
    whom_id = models.UUIDField()
    storefront = models.ForeignKey(
        "organisations.Storefront", models.CASCADE, null=True, related_name="+", db_index=False
    )
    minimum = QuantityField(null=True)
    multiple = QuantityField(null=True)
    soft = models.BooleanField(default=False)
    fee = AmountField(default=0)
    fee_tax_rate = models.DecimalField(max_digits=6, decimal_places=4, default=0)
    note = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            # Also the index by which an order finds the terms of an offer.
            models.UniqueConstraint(
                fields=["market_id", "seller", "target_id", "whom_id", "storefront"],
                nulls_distinct=False,
                name="quantity_term_once",
            ),
            models.CheckConstraint(
                condition=Q(minimum__gt=0) | Q(multiple__gt=0), name="quantity_term_asks_something"
            ),
            models.CheckConstraint(
                condition=(Q(minimum=None) | Q(minimum__gt=0)) & (Q(multiple=None) | Q(multiple__gt=0)),
                name="quantity_term_positive",
            ),
            models.CheckConstraint(
                condition=Q(soft=True, minimum__isnull=False) | Q(soft=False, fee=0),
                name="quantity_term_soft_has_minimum",
            ),
            models.CheckConstraint(
                condition=Q(fee__gte=0, fee_tax_rate__gte=0, fee_tax_rate__lt=1), name="quantity_term_fee"
            ),
            models.CheckConstraint(
                condition=Q(
                    target__in=[each.value for each in TermTarget], whom__in=[each.value for each in TermWhom]
                ),
                name="quantity_term_kinds_known",
            ),
        ]
