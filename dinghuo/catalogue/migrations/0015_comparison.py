"""How sellers' offers are compared."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0014_shelf_on_sale"),
        ("organisations", "0006_registered_regions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComparisonPolicy",
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
                ("number", models.PositiveIntegerField()),
                ("view", models.CharField(max_length=10)),
                ("price_weight", models.PositiveSmallIntegerField()),
                ("lead_time_weight", models.PositiveSmallIntegerField()),
                ("score_weight", models.PositiveSmallIntegerField()),
                ("why", models.CharField(blank=True, max_length=300)),
                ("set_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("set_by", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("market_id", "number"), name="comparison_policy_once"),
                    models.CheckConstraint(
                        condition=models.Q(("view__in", ["all", "unnamed", "best", "none"])),
                        name="comparison_view_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lead_time_weight__lte", 100),
                            ("price_weight__lte", 100),
                            ("score_weight__lte", 100),
                            models.Q(
                                ("price_weight__gt", 0),
                                ("lead_time_weight__gt", 0),
                                ("score_weight__gt", 0),
                                _connector="OR",
                            ),
                        ),
                        name="comparison_weighs_something",
                    ),
                ],
            },
        ),
        Isolate("catalogue_comparisonpolicy", insert_only=True),
        migrations.CreateModel(
            name="SellerScore",
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
                ("number", models.PositiveIntegerField()),
                ("score", models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                ("why", models.CharField(max_length=300)),
                ("set_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("set_by", models.CharField(max_length=200)),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("market_id", "seller", "number"), name="seller_score_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score", None), models.Q(("score__gte", 0), ("score__lte", 100)), _connector="OR"
                        ),
                        name="seller_score_range",
                    ),
                ],
            },
        ),
        Isolate("catalogue_sellerscore", insert_only=True),
    ]
