"""How far a list's prices may be from those of the list above it."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0022_quantity_terms"),
        ("pricing", "0011_manual_lists_checked"),
    ]

    operations = [
        migrations.CreateModel(
            name="PriceBand",
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
                ("least", models.DecimalField(decimal_places=4, max_digits=9, null=True)),
                ("most", models.DecimalField(decimal_places=4, max_digits=9, null=True)),
                (
                    "category",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.category",
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bands",
                        to="pricing.pricelist",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pricing.pricelist",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["market_id", "parent"], name="price_band_by_parent")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("market_id", "list", "category"), name="price_band_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("least__gt", 0), ("most", None)),
                            models.Q(("least", None), ("most__gt", 0)),
                            models.Q(("least__gt", 0), ("most__gte", models.F("least"))),
                            _connector="OR",
                        ),
                        name="price_band_bounds_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("list")), _negated=True),
                        name="price_band_of_another_list",
                    ),
                ],
            },
        ),
        Isolate("pricing_priceband"),
    ]
