"""Keeps what lies ready for lines."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [("inventory", "0015_picked_movements")]

    operations = [
        migrations.CreateModel(
            name="Picked",
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
                ("line_id", models.UUIDField()),
                ("quantity", dinghuo.foundation.fields.QuantityField(decimal_places=6, max_digits=18)),
                (
                    "stock",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="picked",
                        to="inventory.stock",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["market_id", "stock"], name="picked_by_stock")],
                "constraints": [
                    models.UniqueConstraint(fields=("market_id", "line_id", "stock"), name="picked_once"),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 0)), name="picked_not_negative"
                    ),
                ],
            },
        ),
        Isolate("inventory_picked"),
    ]
