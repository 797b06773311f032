"""Papers that prove what may be sold, by whom and to whom."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0010_reaches"),
        ("organisations", "0006_registered_regions"),
    ]

    operations = [
        migrations.CreateModel(
            name="QualificationKind",
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
                ("warn_days", models.PositiveSmallIntegerField(default=30)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("market_id", "key"), name="qualification_kind_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Qualification",
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
                ("number", models.CharField(max_length=80)),
                ("issuer", models.CharField(blank=True, max_length=200)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("file", models.CharField(max_length=200)),
                ("state", models.CharField(default="submitted", max_length=10)),
                ("written_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("written_by", models.CharField(max_length=200)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField(blank=True)),
                ("told", models.CharField(blank=True, max_length=10)),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.product",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.qualificationkind",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="QualificationRule",
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
                ("part", models.CharField(max_length=10)),
                (
                    "category",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="catalogue.category",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="catalogue.qualificationkind",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="QualificationCover",
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
                ("holder_id", models.UUIDField()),
                ("number", models.CharField(blank=True, max_length=80)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                (
                    "qualification",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cover",
                        to="catalogue.qualification",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.qualificationkind",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["market_id", "holder_id", "kind"], name="cover_by_holder")],
            },
        ),
        migrations.AddIndex(
            model_name="qualification",
            index=models.Index(fields=["market_id", "state", "valid_until"], name="qualification_by_end"),
        ),
        migrations.AddIndex(
            model_name="qualification",
            index=models.Index(fields=["market_id", "owner", "-id"], name="qualification_by_owner"),
        ),
        migrations.AddConstraint(
            model_name="qualification",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["submitted", "accepted", "rejected", "withdrawn"])),
                name="qualification_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="qualification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                ),
                name="qualification_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="qualificationrule",
            constraint=models.UniqueConstraint(
                fields=("market_id", "kind", "part", "category"),
                name="qualification_rule_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="qualificationrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__in", ["product", "seller", "buyer"])),
                name="qualification_part_known",
            ),
        ),
        Isolate("catalogue_qualificationkind"),
        Isolate("catalogue_qualificationrule"),
        Isolate("catalogue_qualification", parties=["owner_id"]),
        Isolate("catalogue_qualificationcover"),
    ]
