"""What orders must and should come to, for whom and where."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_registered_regions"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrderMinimum",
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
                ("currency", dinghuo.foundation.fields.CurrencyField(max_length=3)),
                ("least", dinghuo.foundation.fields.AmountField(decimal_places=4, default=0, max_digits=20)),
                (
                    "threshold",
                    dinghuo.foundation.fields.AmountField(decimal_places=4, default=0, max_digits=20),
                ),
                ("fee", dinghuo.foundation.fields.AmountField(decimal_places=4, default=0, max_digits=20)),
                ("fee_percent", models.DecimalField(decimal_places=4, default=0, max_digits=7)),
                ("fee_tax_rate", models.DecimalField(decimal_places=4, default=0, max_digits=6)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("notes", dinghuo.foundation.fields.TranslationsField(blank=True, default=dict)),
                (
                    "buyer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "storefront",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.storefront",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("market_id", "buyer", "seller", "storefront", "currency"),
                        name="order_minimum_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fee__gte", 0),
                            ("fee_percent__gte", 0),
                            ("least__gte", 0),
                            ("threshold__gte", 0),
                            ("fee_percent__lte", 100),
                            ("fee_tax_rate__gte", 0),
                            ("fee_tax_rate__lt", 1),
                        ),
                        name="order_minimum_amounts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fee", 0), ("fee_percent", 0), ("threshold", 0)),
                            ("threshold__gt", models.F("least")),
                            _connector="OR",
                        ),
                        name="order_minimum_threshold_above_least",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fee", 0), ("fee_percent", 0), _connector="OR"),
                        name="order_minimum_one_kind_of_fee",
                    ),
                ],
            },
        ),
        Isolate("organisations_orderminimum"),
    ]
