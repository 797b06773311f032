"""What it costs to send orders: of which seller, to whom, where to, and when."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0012_carts_keep_options"),
        ("organisations", "0011_market_order_terms"),
    ]

    operations = [
        migrations.CreateModel(
            name="FreightTerm",
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
                ("whom", models.CharField(max_length=10)),
                ("whom_id", models.UUIDField()),
                ("region_code", models.CharField(blank=True, default="", max_length=12)),
                ("currency", dinghuo.foundation.fields.CurrencyField(max_length=3)),
                ("valid", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("amount", dinghuo.foundation.fields.AmountField(decimal_places=4, max_digits=20)),
                ("first_grams", models.DecimalField(decimal_places=3, default=0, max_digits=14)),
                ("step_grams", models.DecimalField(decimal_places=3, default=0, max_digits=14)),
                (
                    "step_amount",
                    dinghuo.foundation.fields.AmountField(decimal_places=4, default=0, max_digits=20),
                ),
                (
                    "free_from",
                    dinghuo.foundation.fields.AmountField(decimal_places=4, default=0, max_digits=20),
                ),
                ("tax_rate", models.DecimalField(decimal_places=4, default=0, max_digits=6)),
                ("note", models.CharField(blank=True, default="", max_length=200)),
                ("notes", dinghuo.foundation.fields.TranslationsField(blank=True, default=dict)),
                (
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "storefront",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.storefront",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("market_id", "="),
                            (django.db.models.functions.comparison.Coalesce("seller_id", "market_id"), "="),
                            ("whom_id", "="),
                            (
                                django.db.models.functions.comparison.Coalesce("storefront_id", "market_id"),
                                "=",
                            ),
                            ("region_code", "="),
                            ("currency", "="),
                            ("valid", "&&"),
                        ],
                        name="freight_term_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gte", 0),
                            ("first_grams__gte", 0),
                            ("step_amount__gte", 0),
                            ("step_grams__gte", 0),
                            ("free_from__gte", 0),
                            ("tax_rate__gte", 0),
                            ("tax_rate__lt", 1),
                        ),
                        name="freight_term_amounts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("first_grams", 0), ("step_amount", 0), ("step_grams", 0)),
                            models.Q(("first_grams__gt", 0), ("step_grams__gt", 0)),
                            _connector="OR",
                        ),
                        name="freight_term_steps",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("whom__in", ["buyer", "group", "level", "all"])),
                        name="freight_term_whom_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)), name="freight_term_lasts"
                    ),
                ],
            },
        ),
        Isolate("ordering_freightterm"),
    ]
