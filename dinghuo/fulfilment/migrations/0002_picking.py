"""Keeps who picks which order."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("fulfilment", "0001_initial"),
        ("inventory", "0017_picked_movements_valid"),
        ("ordering", "0008_lines_of_kits"),
        ("organisations", "0007_order_minimums"),
    ]

    operations = [
        migrations.CreateModel(
            name="Picking",
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
                ("state", models.CharField(default="open", max_length=12)),
                ("order_number", models.CharField(max_length=20)),
                ("person_id", models.UUIDField(null=True)),
                ("person_name", models.CharField(max_length=200)),
                (
                    "labels",
                    models.JSONField(
                        default=dict, help_text="Codes of cartons that were read, with line and lot."
                    ),
                ),
                ("shipment_number", models.CharField(blank=True, max_length=20)),
                ("begun_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ordering.order",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.warehouse",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["market_id", "seller", "-id"], name="picking_by_seller")],
                "constraints": [
                    models.UniqueConstraint(fields=("market_id", "number"), name="picking_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("market_id", "order", "warehouse"),
                        name="picking_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "shipped", "ended"])), name="picking_state"
                    ),
                ],
            },
        ),
        Isolate("fulfilment_picking", parties=["seller_id"]),
    ]
