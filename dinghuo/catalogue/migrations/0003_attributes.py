"""Attribute templates, and what a listing is filtered by; the view of the shelf tells it too."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate

ALL_GRAMS = "(catalogue_grams(name_text, '') || catalogue_grams(pinyin_text, '~') || catalogue_grams(initials_text, '*'))"
# As in migration 0002, with two columns more: a view's columns can only be added at its end.
VIEW = """
CREATE OR REPLACE VIEW catalogue_shelf AS
SELECT variant_id, market_id, product_id, brand_id, category_path, lead, sku, sort_key,
       name_text, pinyin_text, initials_text,
       {grams} AS grams{more}
FROM catalogue_listing
WHERE listed AND market_id = nullif(current_setting('dinghuo.market', true), '')::uuid
"""
WITH_TRAITS = VIEW.format(grams=ALL_GRAMS, more=", traits, product_traits")
WITHOUT = VIEW.format(grams=ALL_GRAMS, more="")
GRANT = f'GRANT SELECT ON catalogue_shelf TO "{settings.APP_ROLE}"'


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_shelf"),
    ]

    operations = [
        migrations.AddField(
            model_name="listing",
            name="product_traits",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="traits",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, size=None
            ),
        ),
        migrations.CreateModel(
            name="Attribute",
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
                ("key", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=80)),
                ("names", dinghuo.foundation.fields.TranslationsField(blank=True, default=dict)),
                ("kind", models.CharField(max_length=10)),
                ("unit", models.CharField(blank=True, max_length=20)),
                ("units", dinghuo.foundation.fields.TranslationsField(blank=True, default=dict)),
                ("choices", models.JSONField(blank=True, default=list)),
                ("required", models.BooleanField(default=False)),
                ("filterable", models.BooleanField(default=False)),
                ("axis", models.BooleanField(default=False)),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "category",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attributes",
                        to="catalogue.category",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["market_id", "key"], name="attribute_by_key")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("market_id", "category", "key"), name="attribute_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["text", "number", "choice", "choices", "date", "yes-no", "file"])
                        ),
                        name="attribute_kind_known",
                    ),
                ],
            },
        ),
        Isolate("catalogue_attribute"),
        migrations.RunSQL([WITH_TRAITS], ["DROP VIEW catalogue_shelf", WITHOUT, GRANT]),
    ]
