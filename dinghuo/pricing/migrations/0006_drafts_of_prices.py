"""Changes of prices that are gathered, looked at and published for a time."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0011_qualifications"),
        ("organisations", "0006_registered_regions"),
        ("pricing", "0005_contracts_say_whether_promotions_count"),
    ]

    operations = [
        migrations.CreateModel(
            name="PriceDraft",
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
                ("number", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=120)),
                ("state", models.CharField(default="draft", max_length=10)),
                ("starts_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("made_by_name", models.CharField(max_length=200)),
                ("submitted_by_id", models.UUIDField(null=True)),
                ("submitted_by_name", models.CharField(blank=True, default="", max_length=200)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_name", models.CharField(blank=True, default="", max_length=200)),
                ("reason", models.CharField(blank=True, default="", max_length=300)),
                (
                    "list",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="pricing.pricelist",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PriceDraftRow",
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
                ("unit", models.CharField(max_length=20)),
                (
                    "min_quantity",
                    dinghuo.foundation.fields.QuantityField(decimal_places=6, default=1, max_digits=18),
                ),
                ("amount", dinghuo.foundation.fields.PriceField(decimal_places=6, max_digits=20, null=True)),
                ("before", models.JSONField(null=True)),
                (
                    "draft",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="pricing.pricedraft",
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
        ),
        migrations.CreateModel(
            name="PriceReview",
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
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="pricedraft",
            index=models.Index(fields=["market_id", "list", "-number"], name="price_draft_by_list"),
        ),
        migrations.AddConstraint(
            model_name="pricedraft",
            constraint=models.UniqueConstraint(
                fields=("market_id", "number"), name="price_draft_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="pricedraft",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "waiting", "published", "undone"])),
                name="price_draft_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricedraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at", None),
                    ("starts_at", None),
                    ("ends_at__gt", models.F("starts_at")),
                    _connector="OR",
                ),
                name="price_draft_times_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricedraftrow",
            constraint=models.UniqueConstraint(
                fields=("market_id", "draft", "variant", "unit", "min_quantity"), name="price_draft_slot_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="pricedraftrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", None), ("amount__gt", 0), _connector="OR"),
                name="price_draft_amount_positive",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricereview",
            constraint=models.UniqueConstraint(fields=("market_id", "seller"), name="price_review_once"),
        ),
        Isolate("pricing_pricedraft"),
        Isolate("pricing_pricedraftrow"),
        Isolate("pricing_pricereview"),
    ]
