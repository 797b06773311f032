"""Versions of products, which their sellers write and the operator looks at."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_traits"),
        ("organisations", "0002_news_kind"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProductVersion",
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
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("state", models.CharField(default="draft", max_length=10)),
                ("content", models.JSONField()),
                ("before", models.JSONField(null=True)),
                ("written_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("written_by", models.CharField(max_length=200)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField(blank=True)),
                (
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["market_id", "state", "-id"], name="version_by_state"),
                    models.Index(fields=["market_id", "seller", "-id"], name="version_by_seller"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("market_id", "code", "seller", "number"), name="version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted"])),
                        fields=("market_id", "code", "seller"),
                        name="version_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "approved", "rejected"])),
                        name="version_state_known",
                    ),
                ],
            },
        ),
        Isolate("catalogue_productversion", parties=["seller_id"]),
    ]
