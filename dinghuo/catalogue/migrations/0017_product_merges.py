"""Products that were found to be the same."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0016_product_links"),
        ("organisations", "0006_registered_regions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProductMerge",
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
                ("offers", models.JSONField(default=list)),
                ("stock", models.JSONField(default=list)),
                ("published", models.BooleanField()),
                ("why", models.CharField(blank=True, max_length=300)),
                ("merged_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("merged_by", models.CharField(max_length=200)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by", models.CharField(blank=True, max_length=200)),
                (
                    "goes",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.product",
                    ),
                ),
                (
                    "stays",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.product",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["market_id", "-id"], name="product_merge_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("market_id", "goes"),
                        name="product_merged_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stays", models.F("goes")), _negated=True),
                        name="product_merge_of_two",
                    ),
                ],
            },
        ),
        Isolate("catalogue_productmerge"),
    ]
