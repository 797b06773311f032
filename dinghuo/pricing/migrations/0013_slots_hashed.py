"""Lets the law that a slot has one price at a time look prices up by one number."""

import django.contrib.postgres.constraints
from django.db import migrations, models


class Migration(migrations.Migration):
    """Making the index takes about ten seconds for each million prices, in which they are neither read nor written."""

    dependencies = [
        ("catalogue", "0023_tax_rates"),
        ("pricing", "0012_price_bands"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="price",
            name="price_slot_once",
        ),
        migrations.AddConstraint(
            model_name="price",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            models.F("list"),
                            models.Func(
                                models.F("variant"),
                                models.Func(
                                    models.F("unit"),
                                    models.Func(
                                        models.F("min_quantity"),
                                        models.Value(0),
                                        function="hash_numeric_extended",
                                        output_field=models.BigIntegerField(),
                                    ),
                                    function="hashtextextended",
                                    output_field=models.BigIntegerField(),
                                ),
                                function="uuid_hash_extended",
                                output_field=models.BigIntegerField(),
                            ),
                            function="uuid_hash_extended",
                            output_field=models.BigIntegerField(),
                        ),
                        "=",
                    ),
                    ("market_id", "="),
                    ("list", "="),
                    ("variant", "="),
                    ("valid", "&&"),
                ],
                name="price_slot_once",
            ),
        ),
    ]
