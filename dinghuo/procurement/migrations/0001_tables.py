"""Replenishment: policies, limits, proposals and forecasts."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0011_qualifications"),
        ("inventory", "0009_life_rules_read_by_placement"),
        ("organisations", "0006_registered_regions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
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
                ("state", models.CharField(default="open", max_length=12)),
                ("made_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("edited_at", models.DateTimeField(null=True)),
                ("edited_by_name", models.CharField(blank=True, max_length=200)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by_name", models.CharField(blank=True, max_length=200)),
                ("order_number", models.CharField(blank=True, max_length=20)),
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
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.warehouse",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProposalLine",
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
                ("position", models.PositiveIntegerField()),
                ("proposed", dinghuo.foundation.fields.QuantityField(decimal_places=6, max_digits=18)),
                (
                    "quantity",
                    dinghuo.foundation.fields.QuantityField(
                        decimal_places=6, help_text="As edited; zero: not this time.", max_digits=18
                    ),
                ),
                ("reason", models.JSONField(default=dict, help_text="The figures it was reckoned from.")),
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
                    "proposal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="procurement.proposal",
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.variant",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Forecast",
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
                ("per_day", dinghuo.foundation.fields.QuantityField(decimal_places=6, max_digits=18)),
                (
                    "now_needed",
                    dinghuo.foundation.fields.QuantityField(
                        decimal_places=6, help_text="Proposed to be ordered now.", max_digits=18
                    ),
                ),
                (
                    "weeks_needed",
                    dinghuo.foundation.fields.QuantityField(
                        decimal_places=6,
                        help_text="In the next four weeks, beyond what is there and coming.",
                        max_digits=18,
                    ),
                ),
                (
                    "next_order",
                    models.DateField(
                        help_text="When it is likely to be ordered; empty: not foreseeable.", null=True
                    ),
                ),
                ("made_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
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
                "indexes": [models.Index(fields=["market_id", "seller"], name="forecast_by_seller")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("market_id", "owner", "seller", "variant"), name="forecast_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Limits",
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
                ("minimum", dinghuo.foundation.fields.QuantityField(decimal_places=6, max_digits=18)),
                ("maximum", dinghuo.foundation.fields.QuantityField(decimal_places=6, max_digits=18)),
                (
                    "owner",
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
                (
                    "warehouse",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="inventory.warehouse",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("market_id", "owner", "warehouse", "variant"),
                        name="replenishment_limits_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("maximum__gte", models.F("minimum")), ("minimum__gte", 0)),
                        name="replenishment_limits_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Policy",
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
                ("window_days", models.PositiveSmallIntegerField(default=60)),
                ("review_days", models.PositiveSmallIntegerField(default=7)),
                ("service_percent", models.DecimalField(decimal_places=1, default=95, max_digits=4)),
                (
                    "is_nightly",
                    models.BooleanField(default=False, help_text="Proposals are made each night."),
                ),
                (
                    "shares_forecast",
                    models.BooleanField(default=False, help_text="Its suppliers see what it will need."),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("market_id", "owner"), name="replenishment_policy_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_days__lte", 90),
                            ("window_days__gte", 7),
                            ("window_days__lte", 365),
                            ("service_percent__gte", 50),
                            ("service_percent__lt", 100),
                        ),
                        name="replenishment_policy_figures",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["market_id", "owner", "state", "-id"], name="proposal_by_owner"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(fields=("market_id", "number"), name="proposal_number_once"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("market_id", "owner", "warehouse", "seller"),
                name="proposal_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "ordered", "dismissed"])),
                name="proposal_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ordered"), _negated=True),
                    models.Q(("order_number", ""), _negated=True),
                    _connector="OR",
                ),
                name="proposal_ordered_by_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalline",
            constraint=models.UniqueConstraint(
                fields=("market_id", "proposal", "position"), name="proposal_line_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalline",
            constraint=models.CheckConstraint(
                condition=models.Q(("proposed__gte", 0), ("quantity__gte", 0)),
                name="proposal_line_not_negative",
            ),
        ),
        Isolate("procurement_policy", parties=["owner_id"]),
        Isolate("procurement_limits", parties=["owner_id"]),
        Isolate("procurement_proposal", parties=["owner_id"]),
        Isolate("procurement_proposalline", parties=["owner_id"]),
        Isolate("procurement_forecast", parties=["owner_id", "seller_id"]),
    ]
