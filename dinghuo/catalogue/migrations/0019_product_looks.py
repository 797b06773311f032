"""Pictures say what is to be seen on them; products have documents."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0018_kit_parts"),
    ]

    operations = [
        migrations.AddField(
            model_name="image",
            name="texts",
            field=dinghuo.foundation.fields.TranslationsField(
                blank=True, db_default=models.Value({}, output_field=models.JSONField()), default=dict
            ),
        ),
        migrations.CreateModel(
            name="ProductDocument",
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
                ("kind", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=120)),
                ("names", dinghuo.foundation.fields.TranslationsField(blank=True, default=dict)),
                ("file", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "product",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="catalogue.product",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("market_id", "product", "file"), name="product_document_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["manual", "data-sheet", "drawing", "other"])),
                        name="product_document_kind_known",
                    ),
                ],
            },
        ),
        Isolate("catalogue_productdocument"),
    ]
