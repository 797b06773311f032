"""What products are to each other."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0015_comparison"),
        ("organisations", "0006_registered_regions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProductLink",
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
                ("kind", models.CharField(max_length=10)),
                ("rank", models.PositiveSmallIntegerField(default=0)),
                (
                    "other",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.product",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="catalogue.product",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["market_id", "other"], name="product_link_by_other")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("market_id", "product", "kind", "other"), name="product_link_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("product", models.F("other")), _negated=True),
                        name="product_link_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["substitute", "successor", "accessory"])),
                        name="product_link_kind_known",
                    ),
                ],
            },
        ),
        Isolate("catalogue_productlink"),
    ]
