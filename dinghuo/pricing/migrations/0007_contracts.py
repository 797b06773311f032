"""Contracts and the lists that say their prices."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0007_order_minimums"),
        ("pricing", "0006_drafts_of_prices"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contract",
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
                ("terms", models.TextField(blank=True, default="")),
                ("state", models.CharField(default="draft", max_length=10)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("promotable", models.BooleanField(default=False)),
                ("remind_days", models.PositiveSmallIntegerField(default=30)),
                ("reminded", models.BooleanField(default=False)),
                ("file", models.CharField(blank=True, default="", max_length=200)),
                ("made_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("made_by_name", models.CharField(max_length=200)),
                ("signed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, default="", max_length=300)),
                (
                    "buyer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="pricing.contract",
                    ),
                ),
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
        ),
        migrations.CreateModel(
            name="ContractList",
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
                ("buyer_id", models.UUIDField()),
                ("seller_id", models.UUIDField()),
                (
                    "contract",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="named",
                        to="pricing.contract",
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="pricing.pricelist",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="contract",
            index=models.Index(fields=["market_id", "seller", "-number"], name="contract_by_seller"),
        ),
        migrations.AddIndex(
            model_name="contract",
            index=models.Index(fields=["market_id", "buyer", "-number"], name="contract_by_buyer"),
        ),
        migrations.AddIndex(
            model_name="contract",
            index=models.Index(fields=["market_id", "state", "ends_on"], name="contract_by_end"),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.UniqueConstraint(fields=("market_id", "number"), name="contract_number_once"),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.UniqueConstraint(
                condition=models.Q(("follows__isnull", False), models.Q(("state", "dropped"), _negated=True)),
                fields=("market_id", "follows"),
                name="contract_extended_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "signed", "ended", "dropped"])),
                name="contract_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="contract_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(("buyer", models.F("seller")), _negated=True), name="contract_of_two"
            ),
        ),
        migrations.AddIndex(
            model_name="contractlist",
            index=models.Index(fields=["market_id", "list"], name="contract_by_list"),
        ),
        migrations.AddConstraint(
            model_name="contractlist",
            constraint=models.UniqueConstraint(
                fields=("market_id", "contract", "list"), name="contract_list_once"
            ),
        ),
        Isolate("pricing_contract", parties=["buyer_id", "seller_id"]),
        Isolate("pricing_contractlist", parties=["buyer_id", "seller_id"]),
    ]
