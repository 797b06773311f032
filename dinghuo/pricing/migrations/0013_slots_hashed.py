"""Lets the law that a slot has one price at a time look prices up by numbers."""

from typing import cast

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import migrations, models
from django.db.models import F, Func, Value


def _slot_hash(seed: int) -> Func:
    hashed: Func | Value = Value(seed)
    for column, function in (
        ("min_quantity", "hash_numeric_extended"),
        ("unit", "hashtextextended"),
        ("variant", "uuid_hash_extended"),
        ("list", "uuid_hash_extended"),
    ):
        hashed = Func(F(column), hashed, function=function, output_field=models.BigIntegerField())
    return cast(Func, hashed)


class Migration(migrations.Migration):
    """Making the index takes about ten seconds for each million prices, in which they are neither read nor written."""

    dependencies = [
        ("catalogue", "0023_tax_rates"),
        ("pricing", "0012_price_bands"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="price", name="price_slot_once"),
        migrations.AddConstraint(
            model_name="price",
            constraint=ExclusionConstraint(
                name="price_slot_once",
                expressions=[
                    (_slot_hash(0), "="),
                    (_slot_hash(1), "="),
                    ("market_id", "="),
                    ("valid", "&&"),
                ],
            ),
        ),
    ]
