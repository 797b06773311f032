"""Prices that people give by hand."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0019_product_looks"),
        ("organisations", "0007_order_minimums"),
        ("pricing", "0007_contracts"),
    ]

    operations = [
        migrations.CreateModel(
            name="ManualPrice",
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
                ("number", models.CharField(max_length=20)),
                ("unit", models.CharField(max_length=20)),
                (
                    "min_quantity",
                    dinghuo.foundation.fields.QuantityField(decimal_places=6, default=1, max_digits=18),
                ),
                ("amount", dinghuo.foundation.fields.PriceField(decimal_places=6, max_digits=20)),
                ("currency", dinghuo.foundation.fields.CurrencyField(max_length=3)),
                ("tax_included", models.BooleanField()),
                ("least", dinghuo.foundation.fields.PriceField(decimal_places=6, max_digits=20, null=True)),
                (
                    "list_amount",
                    dinghuo.foundation.fields.PriceField(decimal_places=6, max_digits=20, null=True),
                ),
                ("valid", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("state", models.CharField(max_length=10)),
                ("why", models.CharField(max_length=300)),
                ("asked_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("asked_by_id", models.UUIDField(null=True)),
                ("asked_by_name", models.CharField(max_length=200)),
                ("asked_by_house_id", models.UUIDField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_name", models.CharField(blank=True, default="", max_length=200)),
                ("answer", models.CharField(blank=True, default="", max_length=300)),
            ],
        ),
        migrations.AddField(
            model_name="manualprice",
            name="buyer",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="manualprice",
            name="seller",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="manualprice",
            name="variant",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.variant",
            ),
        ),
        migrations.AddIndex(
            model_name="manualprice",
            index=models.Index(fields=["market_id", "seller", "-number"], name="manual_price_by_seller"),
        ),
        migrations.AddConstraint(
            model_name="manualprice",
            constraint=models.UniqueConstraint(
                fields=("market_id", "number"), name="manual_price_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="manualprice",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "approved", "declined", "withdrawn"])),
                name="manual_price_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="manualprice",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), ("min_quantity__gt", 0)), name="manual_price_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="manualprice",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid__isempty", False)), name="manual_price_valid_sometime"
            ),
        ),
        Isolate("pricing_manualprice"),
    ]
