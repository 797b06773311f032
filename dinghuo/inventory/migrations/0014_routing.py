"""Lets a seller say which warehouse serves which line: where warehouses lie, and the rules with their versions."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("inventory", "0013_display_rules"),
        ("organisations", "0007_order_minimums"),
    ]

    operations = [
        migrations.AddField(
            model_name="warehouse",
            name="region_code",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="Where it lies (GB/T 2260).", max_length=9
            ),
        ),
        migrations.CreateModel(
            name="Routing",
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
                ("version", models.PositiveIntegerField()),
                (
                    "rules",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), size=None
                    ),
                ),
                ("is_current", models.BooleanField(default=True)),
                ("person_id", models.UUIDField(null=True)),
                ("person_name", models.CharField(max_length=200)),
                ("at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                (
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("market_id", "seller", "version"), name="routing_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("market_id", "seller"),
                        name="routing_one_current",
                    ),
                ],
            },
        ),
        Isolate("inventory_routing"),
    ]
