"""How sellers round the tax of their orders."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [("organisations", "0010_market_tax_rates"), ("pricing", "0014_taxes")]

    operations = [
        migrations.CreateModel(
            name="TaxPolicy",
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
                ("rounding", models.CharField(max_length=5)),
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
        migrations.AddConstraint(
            model_name="taxpolicy",
            constraint=models.UniqueConstraint(fields=("market_id", "seller"), name="tax_policy_once"),
        ),
        migrations.AddConstraint(
            model_name="taxpolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("rounding__in", ["line", "order"])), name="tax_policy_known"
            ),
        ),
        Isolate("pricing_taxpolicy"),
    ]
