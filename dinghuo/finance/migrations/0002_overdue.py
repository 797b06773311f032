"""Credit lines that an overdue invoice blocks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="creditline",
            name="oldest_due",
            field=models.DateField(
                help_text="When the oldest unpaid invoice of its orders is due.", null=True
            ),
        ),
        migrations.AddField(
            model_name="creditline",
            name="overdue_days",
            field=models.PositiveSmallIntegerField(
                help_text="An invoice due for longer than this blocks new orders; empty: none does.",
                null=True,
            ),
        ),
    ]
