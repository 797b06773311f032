"""Articles that turned out to be one."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0019_product_looks")]

    operations = [
        migrations.CreateModel(
            name="Merge",
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
                ("told", models.JSONField(default=dict)),
                ("why", models.CharField(blank=True, max_length=300)),
                ("merged_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("merged_by", models.CharField(max_length=200)),
                (
                    "kept",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.variant",
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.variant",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["market_id", "kept"], name="merge_by_kept")],
                "constraints": [
                    models.UniqueConstraint(fields=("market_id", "merged"), name="merge_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("merged")), _negated=True), name="merge_of_two"
                    ),
                ],
            },
        ),
        Isolate("catalogue_merge"),
    ]
