"""Gives an order the tax in its freight, and what the freight is for."""

from decimal import Decimal

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import dinghuo.foundation.fields


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0013_freight_terms"),
    ]

    operations = [
        migrations.AlterField(
            model_name="order",
            name="freight",
            field=dinghuo.foundation.fields.AmountField(
                decimal_places=4,
                default=Decimal("0"),
                help_text="For being sent, its tax included.",
                max_digits=20,
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="freight_tax",
            field=dinghuo.foundation.fields.AmountField(
                db_default=Decimal("0"), decimal_places=4, default=Decimal("0"), max_digits=20
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="freight_terms",
            field=models.JSONField(
                db_default={}, default=dict, help_text="What the freight is for (rules/freight.py)."
            ),
        ),
        AddConstraintNotValid(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("freight_tax__gte", 0), ("freight__gte", models.F("freight_tax"))),
                name="order_freight_holds_its_tax",
            ),
        ),
    ]
