"""Makes sets of goods out of what storefronts show: named, allowing or denying, for whoever they are attached to."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0008_pack_sizes"),
        ("members", "0001_initial"),
        ("organisations", "0006_registered_regions"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="assortment", name="assortment_once"),
        migrations.AlterField(
            model_name="assortment",
            name="storefront",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                to="organisations.storefront",
            ),
        ),
        migrations.AddField(
            model_name="assortment",
            name="denies",
            field=models.BooleanField(db_default=False),
        ),
        migrations.AddField(
            model_name="assortment",
            name="ends_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="assortment",
            name="is_active",
            field=models.BooleanField(db_default=True),
        ),
        migrations.AddField(
            model_name="assortment",
            name="key",
            field=models.SlugField(db_default="", db_index=False, max_length=40),
        ),
        migrations.AddField(
            model_name="assortment",
            name="name",
            field=models.CharField(db_default="", max_length=100),
        ),
        migrations.AddField(
            model_name="assortment",
            name="names",
            field=dinghuo.foundation.fields.TranslationsField(
                blank=True, db_default=models.Value({}, models.JSONField()), default=dict
            ),
        ),
        migrations.AddField(
            model_name="assortment",
            name="starts_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="assortment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("market_id", "key"),
                name="assortment_key_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="assortment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_at", None),
                    ("ends_at", None),
                    ("ends_at__gt", models.F("starts_at")),
                    _connector="OR",
                ),
                name="assortment_ends_after_it_starts",
            ),
        ),
        migrations.CreateModel(
            name="AssortmentReach",
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
                    "assortment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reaches",
                        to="catalogue.assortment",
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("excepted", models.BooleanField(default=False)),
                (
                    "storefront",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="organisations.storefront",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="members.level",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="organisations.customergroup",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                ("region_code", models.CharField(blank=True, max_length=9)),
                (
                    "key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Concat(
                            "kind",
                            models.Value(":"),
                            django.db.models.functions.comparison.Coalesce(
                                django.db.models.functions.comparison.Cast(
                                    "storefront_id", models.TextField()
                                ),
                                django.db.models.functions.comparison.Cast("branch_id", models.TextField()),
                                django.db.models.functions.comparison.Cast("level_id", models.TextField()),
                                django.db.models.functions.comparison.Cast("group_id", models.TextField()),
                                django.db.models.functions.comparison.Cast("customer_id", models.TextField()),
                                "region_code",
                                output_field=models.TextField(),
                            ),
                            output_field=models.TextField(),
                        ),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["market_id", "assortment"], name="assortment_reach_of")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("market_id", "key", "assortment"),
                        include=("kind", "excepted"),
                        name="assortment_reach_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("branch__isnull", True),
                                ("customer__isnull", True),
                                ("group__isnull", True),
                                ("kind", "everybody"),
                                ("level__isnull", True),
                                ("region_code", ""),
                                ("storefront__isnull", True),
                            ),
                            models.Q(
                                ("branch__isnull", True),
                                ("customer__isnull", True),
                                ("group__isnull", True),
                                ("kind", "storefront"),
                                ("level__isnull", True),
                                ("region_code", ""),
                                ("storefront__isnull", False),
                            ),
                            models.Q(
                                ("branch__isnull", False),
                                ("customer__isnull", True),
                                ("group__isnull", True),
                                ("kind", "branch"),
                                ("level__isnull", True),
                                ("region_code", ""),
                                ("storefront__isnull", True),
                            ),
                            models.Q(
                                ("branch__isnull", True),
                                ("customer__isnull", True),
                                ("group__isnull", True),
                                ("kind", "level"),
                                ("level__isnull", False),
                                ("region_code", ""),
                                ("storefront__isnull", True),
                            ),
                            models.Q(
                                ("branch__isnull", True),
                                ("customer__isnull", True),
                                ("group__isnull", False),
                                ("kind", "group"),
                                ("level__isnull", True),
                                ("region_code", ""),
                                ("storefront__isnull", True),
                            ),
                            models.Q(
                                ("branch__isnull", True),
                                ("customer__isnull", False),
                                ("group__isnull", True),
                                ("kind", "customer"),
                                ("level__isnull", True),
                                ("region_code", ""),
                                ("storefront__isnull", True),
                            ),
                            models.Q(
                                ("branch__isnull", True),
                                ("customer__isnull", True),
                                ("group__isnull", True),
                                ("kind", "region"),
                                ("level__isnull", True),
                                ("storefront__isnull", True),
                                models.Q(("region_code", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assortment_reach_names_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssortmentTrait",
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
                    "assortment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="traits",
                        to="catalogue.assortment",
                    ),
                ),
                ("trait", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("market_id", "assortment", "trait"), name="assortment_trait_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("trait__contains", "=")), name="assortment_trait_has_a_value"
                    ),
                ],
            },
        ),
        Isolate("catalogue_assortmentreach"),
        Isolate("catalogue_assortmenttrait"),
    ]
