"""At which rates goods are taxed by region."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0022_quantity_terms"),
    ]

    operations = [
        migrations.CreateModel(
            name="TaxRate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=dinghuo.foundation.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("market_id", models.UUIDField(editable=False)),
                ("target", models.CharField(max_length=10)),
                ("target_id", models.UUIDField()),
                ("region_code", models.CharField(blank=True, default="", max_length=12)),
                ("rate", models.DecimalField(decimal_places=4, max_digits=6)),
                ("valid", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("note", models.CharField(blank=True, default="", max_length=200)),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("market_id", "="),
                            ("target_id", "="),
                            ("region_code", "="),
                            ("valid", "&&"),
                        ],
                        name="tax_rate_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rate__gte", 0), ("rate__lt", 1)), name="tax_rate_is_a_share"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target__in", ["product", "category", "all"])),
                        name="tax_rate_target_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)), name="tax_rate_lasts"
                    ),
                ],
            },
        ),
        Isolate("catalogue_taxrate"),
    ]
