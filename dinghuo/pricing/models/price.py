"""One price: of a variant, in a unit, from a quantity, for a time."""

from typing import cast

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from dinghuo.foundation.fields import PriceField, QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.pricing.models.price_list import PriceList


def slot_hash(seed: int) -> Func:
    """The slot of a price as one number; two of them, from different seeds, stand for it in the index.

    Columns by themselves don't: by list or article a list of many prices lies all over the index, and each new one was
    compared with a thousand pages; and questions for prices were answered from it, which have a narrower one.
    """
    hashed: Func | Value = Value(seed)
    for column, function in (
        ("min_quantity", "hash_numeric_extended"),
        ("unit", "hashtextextended"),
        ("variant", "uuid_hash_extended"),
        ("list", "uuid_hash_extended"),
    ):
        hashed = Func(F(column), hashed, function=function, output_field=models.BigIntegerField())
    return cast(Func, hashed)


class Price(MarketRow):
    """`amount` for one `unit`, from `min_quantity` of that unit, while `valid`. Prices are closed, not overwritten: any
    past instant still finds the price it had. Two prices for one slot at one instant are impossible."""

    isolation = by_market()

    list = models.ForeignKey(PriceList, models.CASCADE, related_name="prices", db_index=False)
    variant = models.ForeignKey("catalogue.Variant", models.CASCADE, related_name="+", db_index=False)
    unit = models.CharField(max_length=20)
    min_quantity = QuantityField(default=1)
    amount = PriceField()
    valid = DateTimeRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="price_slot_once",
                expressions=[
                    (slot_hash(0), RangeOperators.EQUAL),
                    (slot_hash(1), RangeOperators.EQUAL),
                    ("market_id", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="price_amount_positive"),
            models.CheckConstraint(condition=Q(min_quantity__gt=0), name="price_min_quantity_positive"),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="price_valid_sometime"),
        ]
        # All that a price request reads, so that it needs no visit to the table.
        indexes = [
            models.Index(
                fields=["market_id", "list", "variant"],
                include=["unit", "min_quantity", "amount", "valid", "id"],
                name="price_by_list_covering",
            )
        ]
