"""Keeps with an order line which warehouses serve it, and why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0006_carts_keep_codes"),
    ]

    operations = [
        migrations.AddField(
            model_name="orderline",
            name="routing",
            field=models.JSONField(
                db_default={},
                default=dict,
                help_text="Which warehouses serve it and why, where its seller has rules: version, parts.",
            ),
        ),
    ]
