"""Keeps with an order line by which rule it got its part of goods that were too few for all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0015_freight_tax_checked"),
    ]

    operations = [
        migrations.AddField(
            model_name="orderline",
            name="sharing",
            field=models.JSONField(
                db_default={},
                default=dict,
                help_text="By which rule it got its part of goods too few for all, last (rules/sharing_note.py).",
            ),
        ),
    ]
