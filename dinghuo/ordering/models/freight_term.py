"""What it costs to send orders: of which seller, to whom, where to, and when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from dinghuo.catalogue.states import TermWhom
from dinghuo.foundation.fields import AmountField, CurrencyField, TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class FreightTerm(MarketRow):
    """Of one seller's orders, or, without a seller, of all others that are ordered in one go; for whom (`whom_id`: a
    buyer, group, level, or the market for everybody), to regions whose code begins with `region_code` (empty:
    everywhere), in one storefront or all, while `valid`.

    Of several the one whose `whom` is nearest counts, then whose region is, then one for the storefront; as a whole.
    `amount` is for the order, or with `first_grams` for the first of its weight, and `step_amount` for each further
    `step_grams` or part of them. From goods of `free_from` on it costs nothing (zero: it always does). Amounts include
    tax; rules/freight.py says what they mean.
    """

    isolation = by_market()

    seller = models.ForeignKey(
        "organisations.Organisation", models.CASCADE, null=True, related_name="+", db_index=False
    )
    whom = models.CharField(max_length=10)
    whom_id = models.UUIDField()
    storefront = models.ForeignKey(
        "organisations.Storefront", models.CASCADE, null=True, related_name="+", db_index=False
    )
    region_code = models.CharField(max_length=12, blank=True, default="")
    currency = CurrencyField()
    valid = DateTimeRangeField()
    amount = AmountField()
    first_grams = models.DecimalField(max_digits=14, decimal_places=3, default=0)
    step_grams = models.DecimalField(max_digits=14, decimal_places=3, default=0)
    step_amount = AmountField(default=0)
    free_from = AmountField(default=0)
    tax_rate = models.DecimalField(max_digits=6, decimal_places=4, default=0)
    note = models.CharField(max_length=200, blank=True, default="")
    notes = TranslationsField()

    class Meta:
        constraints = [
            # Also the index by which orders find what their freight costs.
            ExclusionConstraint(
                name="freight_term_once",
                expressions=[
                    ("market_id", RangeOperators.EQUAL),
                    (Coalesce("seller_id", "market_id"), RangeOperators.EQUAL),
                    ("whom_id", RangeOperators.EQUAL),
                    (Coalesce("storefront_id", "market_id"), RangeOperators.EQUAL),
                    ("region_code", RangeOperators.EQUAL),
                    ("currency", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, first_grams__gte=0, step_grams__gte=0, step_amount__gte=0)
                & Q(free_from__gte=0, tax_rate__gte=0, tax_rate__lt=1),
                name="freight_term_amounts",
            ),
            models.CheckConstraint(
                condition=Q(first_grams=0, step_grams=0, step_amount=0)
                | Q(first_grams__gt=0, step_grams__gt=0),
                name="freight_term_steps",
            ),
            models.CheckConstraint(
                condition=Q(whom__in=[each.value for each in TermWhom]), name="freight_term_whom_known"
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="freight_term_lasts"),
        ]
