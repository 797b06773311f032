"""Lets an invoice tell the tax in its freight, as a part of what it adds up to."""

from decimal import Decimal

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import F

import dinghuo.foundation.fields


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0004_fees_checked"),
        ("ordering", "0014_freight_tax"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="invoice",
            name="invoice_adds_up_with_fee",
        ),
        migrations.AlterField(
            model_name="invoice",
            name="freight",
            field=dinghuo.foundation.fields.AmountField(
                decimal_places=4, help_text="On the order's first invoice, tax included.", max_digits=20
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="freight_tax",
            field=dinghuo.foundation.fields.AmountField(
                db_default=Decimal("0"),
                decimal_places=4,
                default=Decimal("0"),
                help_text="The part of `tax` that is in the freight.",
                max_digits=20,
            ),
        ),
        AddConstraintNotValid(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    total=F("extended")
                    - F("discount")
                    + F("freight")
                    - F("freight_tax")
                    + F("fee")
                    - F("fee_tax")
                    + F("tax")
                ),
                name="invoice_adds_up_with_freight",
            ),
        ),
    ]
