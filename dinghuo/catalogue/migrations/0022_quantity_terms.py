"""What quantities sellers ask of some of their customers."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0021_offer_proposals"),
        ("organisations", "0008_market_rations"),
    ]

    operations = [
        migrations.CreateModel(
            name="QuantityTerm",
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
                ("whom", models.CharField(max_length=10)),
                ("whom_id", models.UUIDField()),
                (
                    "minimum",
                    dinghuo.foundation.fields.QuantityField(decimal_places=6, max_digits=18, null=True),
                ),
                (
                    "multiple",
                    dinghuo.foundation.fields.QuantityField(decimal_places=6, max_digits=18, null=True),
                ),
                ("soft", models.BooleanField(default=False)),
                ("fee", dinghuo.foundation.fields.AmountField(decimal_places=4, default=0, max_digits=20)),
                ("fee_tax_rate", models.DecimalField(decimal_places=4, default=0, max_digits=6)),
                ("note", models.CharField(blank=True, default="", max_length=200)),
                (
                    "seller",
                    models.ForeignKey(
                        db_index=False,
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
                    models.UniqueConstraint(
                        fields=("market_id", "seller", "target_id", "whom_id", "storefront"),
                        name="quantity_term_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minimum__gt", 0), ("multiple__gt", 0), _connector="OR"),
                        name="quantity_term_asks_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("minimum", None), ("minimum__gt", 0), _connector="OR"),
                            models.Q(("multiple", None), ("multiple__gt", 0), _connector="OR"),
                        ),
                        name="quantity_term_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("minimum__isnull", False), ("soft", True)),
                            models.Q(("fee", 0), ("soft", False)),
                            _connector="OR",
                        ),
                        name="quantity_term_soft_has_minimum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fee__gte", 0), ("fee_tax_rate__gte", 0), ("fee_tax_rate__lt", 1)
                        ),
                        name="quantity_term_fee",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target__in", ["variant", "product", "category", "all"]),
                            ("whom__in", ["buyer", "group", "level", "all"]),
                        ),
                        name="quantity_term_kinds_known",
                    ),
                ],
            },
        ),
        Isolate("catalogue_quantityterm"),
    ]
