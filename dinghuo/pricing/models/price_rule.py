"""A price of more than one article, one that counts several lines together, or one that follows from another list."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from dinghuo.foundation.fields import PriceField, QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.pricing.models.price_list import PriceList
from dinghuo.pricing.states import Sums, Target

TARGETS = ("variant", "product", "category", "brand")


def _one_target() -> Q:
    found = Q()
    for target in Target:
        columns = {f"{name}__isnull": name != target.value for name in TARGETS}
        found |= Q(target=target.value, **columns)
    return found


class PriceRule(MarketRow):
    """Either an `amount` for one `unit` (empty: the base unit), or a formula over `base_list`: its price for the
    ordered unit x `percent` / 100 + `plus`, rounded to `ending` + a multiple of `step`, at most `ceiling`, at least
    `floor` and cost + `min_margin` %. `plus`, `floor` and `ceiling` are for one base unit.

    `min_quantity` counts in the unit; where `sums` counts several lines together, in base units.
    """

    isolation = by_market()

    list = models.ForeignKey(PriceList, models.CASCADE, related_name="rules", db_index=False)
    target = models.CharField(max_length=10)
    variant = models.ForeignKey(
        "catalogue.Variant", models.CASCADE, null=True, related_name="+", db_index=False
    )
    product = models.ForeignKey(
        "catalogue.Product", models.CASCADE, null=True, related_name="+", db_index=False
    )
    category = models.ForeignKey(
        "catalogue.Category", models.CASCADE, null=True, related_name="+", db_index=False
    )
    brand = models.ForeignKey("catalogue.Brand", models.CASCADE, null=True, related_name="+", db_index=False)
    #: What it is for; the list itself where it is for all. One column, so that one index finds it.
    target_id = models.GeneratedField(
        expression=Coalesce("variant_id", "product_id", "category_id", "brand_id", "list_id"),
        output_field=models.UUIDField(),
        db_persist=True,
    )
    unit = models.CharField(max_length=20, blank=True, default="")
    min_quantity = QuantityField(default=0)
    sums = models.CharField(max_length=10, default=Sums.LINE.value)
    tier_group = models.CharField(max_length=40, blank=True, default="")
    amount = PriceField(null=True)
    base_list = models.ForeignKey(
        PriceList, models.PROTECT, null=True, related_name="followers", db_index=False
    )
    percent = models.DecimalField(max_digits=9, decimal_places=4, default=100)
    plus = PriceField(default=0)
    step = PriceField(null=True)
    ending = PriceField(default=0)
    floor = PriceField(null=True)
    ceiling = PriceField(null=True)
    min_margin = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    valid = DateTimeRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="price_rule_slot_once",
                expressions=[
                    ("market_id", RangeOperators.EQUAL),
                    ("list", RangeOperators.EQUAL),
                    ("target_id", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("min_quantity", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="price_rule_one_target", condition=_one_target()),
            models.CheckConstraint(
                name="price_rule_amount_or_formula",
                condition=Q(amount__gt=0, base_list=None)
                | Q(amount=None, base_list__isnull=False, unit="", percent__gt=0)
                & ~Q(base_list=models.F("list")),
            ),
            models.CheckConstraint(
                name="price_rule_rounding", condition=Q(step=None) | Q(step__gt=0, ending__gte=0)
            ),
            models.CheckConstraint(name="price_rule_min_quantity", condition=Q(min_quantity__gte=0)),
            models.CheckConstraint(
                name="price_rule_sums",
                condition=Q(sums=Sums.GROUP.value) & ~Q(tier_group="")
                | Q(sums__in=[Sums.LINE.value, Sums.TARGET.value], tier_group=""),
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="price_rule_valid_sometime"),
        ]
        indexes = [
            models.Index(fields=["market_id", "list", "target_id"], name="price_rule_by_target"),
            models.Index(
                fields=["market_id", "base_list"],
                condition=Q(base_list__isnull=False),
                name="price_rule_by_base_list",
            ),
        ]
