"""Who is exempt from tax, and how sellers round it."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [("organisations", "0010_market_tax_rates"), ("pricing", "0013_slots_hashed")]

    operations = [
        migrations.CreateModel(
            name="TaxExemption",
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
                ("certificate", models.CharField(max_length=60)),
                ("valid", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("note", models.CharField(blank=True, default="", max_length=200)),
                ("file", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("made_by_name", models.CharField(max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
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
        migrations.AddIndex(
            model_name="taxexemption",
            index=models.Index(fields=["market_id", "seller", "-id"], name="tax_exemption_by_seller"),
        ),
        migrations.AddConstraint(
            model_name="taxexemption",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("market_id", "="), ("buyer", "="), ("seller", "="), ("valid", "&&")],
                name="tax_exemption_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxexemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("buyer", models.F("seller")), _negated=True), name="tax_exemption_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="taxexemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid__isempty", False)), name="tax_exemption_lasts"
            ),
        ),
        Isolate("pricing_taxexemption"),
    ]
