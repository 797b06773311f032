"""Lines that are parts of a kit say of which."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0007_line_routing"),
    ]

    operations = [
        migrations.AddField(
            model_name="orderline",
            name="kit",
            field=models.JSONField(
                help_text="The kit that it is a part of, as it was ordered (rules/kits.py); the same in all its parts.",
                null=True,
            ),
        ),
    ]
