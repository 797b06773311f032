"""What people call goods too, and what they ask for in vain: aliases, synonyms, customers' codes."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_versions"),
        ("organisations", "0004_second_factor"),
    ]

    operations = [
        migrations.AddField(
            model_name="listing",
            name="alias_text",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="listing",
            name="sold",
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name="listing",
            name="syllables",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="product",
            name="aliases",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=80), blank=True, default=list, size=None
            ),
        ),
        migrations.CreateModel(
            name="EmptySearch",
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
                ("form", models.CharField(db_collation="C", max_length=60)),
                ("asked", models.CharField(max_length=60)),
                ("times", models.PositiveIntegerField(default=1)),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["market_id", "last_at"], name="empty_search_by_time")],
                "constraints": [
                    models.UniqueConstraint(fields=("market_id", "form"), name="empty_search_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Synonym",
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
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                (
                    "forms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["market_id", "id"], name="synonym_by_market")],
            },
        ),
        migrations.CreateModel(
            name="CustomerCode",
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
                ("code", models.CharField(max_length=60)),
                ("form", models.CharField(db_collation="C", max_length=60)),
                ("name", models.CharField(blank=True, max_length=240)),
                ("name_form", models.CharField(blank=True, db_collation="C", max_length=300)),
                (
                    "buyer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.variant",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["market_id", "variant"], name="customer_code_by_variant")],
                "constraints": [
                    models.UniqueConstraint(fields=("market_id", "buyer", "form"), name="customer_code_once"),
                    models.UniqueConstraint(
                        fields=("market_id", "buyer", "variant"), name="customer_code_per_variant"
                    ),
                ],
            },
        ),
        Isolate("catalogue_emptysearch"),
        Isolate("catalogue_synonym"),
        Isolate("catalogue_customercode", parties=["buyer_id"]),
    ]
