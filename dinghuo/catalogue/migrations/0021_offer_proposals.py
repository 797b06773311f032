"""Offers that sheets have proposed."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0020_merges"),
        ("organisations", "0007_order_minimums"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfferProposal",
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
                ("sku", models.CharField(max_length=60)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("gtin", models.CharField(max_length=14)),
                (
                    "minimum",
                    dinghuo.foundation.fields.QuantityField(decimal_places=6, default=1, max_digits=18),
                ),
                (
                    "multiple",
                    dinghuo.foundation.fields.QuantityField(decimal_places=6, default=1, max_digits=18),
                ),
                ("lead_time_days", models.PositiveSmallIntegerField(default=1)),
                ("state", models.CharField(default="waiting", max_length=12)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                (
                    "seller",
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
                "indexes": [
                    models.Index(fields=["market_id", "state", "-id"], name="offer_proposal_by_state"),
                    models.Index(fields=["market_id", "seller", "-id"], name="offer_proposal_by_seller"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("market_id", "seller", "variant"),
                        name="offer_proposal_waits_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "accepted", "declined", "taken-back"])),
                        name="offer_proposal_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minimum__gt", 0), ("multiple__gt", 0)),
                        name="offer_proposal_positive",
                    ),
                ],
            },
        ),
        Isolate("catalogue_offerproposal", parties=["seller_id"]),
    ]
