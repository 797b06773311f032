"""What kits are made of."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0017_kits")]

    operations = [
        migrations.CreateModel(
            name="KitPart",
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
                ("quantity", dinghuo.foundation.fields.QuantityField(decimal_places=6, max_digits=18)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="catalogue.variant",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.variant",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["market_id", "part"], name="kit_part_by_part")],
                "constraints": [
                    models.UniqueConstraint(fields=("market_id", "kit", "part"), name="kit_part_once"),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="kit_part_quantity_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kit", models.F("part")), _negated=True),
                        name="kit_part_is_another",
                    ),
                ],
            },
        ),
        Isolate("catalogue_kitpart"),
    ]
