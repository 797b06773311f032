"""Gives an order the fee that it costs for being small."""

from decimal import Decimal

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import dinghuo.foundation.fields


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0003_promised"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="fee",
            field=dinghuo.foundation.fields.AmountField(
                db_default=Decimal("0"),
                decimal_places=4,
                default=Decimal("0"),
                help_text="For being small, its tax included.",
                max_digits=20,
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="fee_tax",
            field=dinghuo.foundation.fields.AmountField(
                db_default=Decimal("0"), decimal_places=4, default=Decimal("0"), max_digits=20
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="fees",
            field=models.JSONField(
                db_default=[], default=list, help_text="What the fee is for (rules/minimums.py)."
            ),
        ),
        AddConstraintNotValid(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("fee_tax__gte", 0), ("fee__gte", models.F("fee_tax"))),
                name="order_fee_holds_its_tax",
            ),
        ),
    ]
