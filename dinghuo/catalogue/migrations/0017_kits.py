"""Articles that are made of others."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0016_product_links")]

    operations = [
        migrations.CreateModel(
            name="Kit",
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
                ("pricing", models.CharField(max_length=10)),
                (
                    "variant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kits",
                        to="catalogue.variant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("market_id", "variant"), name="kit_once"),
                    models.CheckConstraint(
                        condition=models.Q(("pricing__in", ["whole", "parts"])), name="kit_pricing_known"
                    ),
                ],
            },
        ),
        Isolate("catalogue_kit"),
    ]
