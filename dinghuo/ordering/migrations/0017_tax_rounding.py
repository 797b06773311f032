"""How the tax of an order was rounded, and how its prices were shown."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ordering", "0016_line_sharing")]

    operations = [
        migrations.AddField(
            model_name="order",
            name="tax_rounding",
            field=models.CharField(
                db_default="line",
                default="line",
                help_text="Line by line, or once for the whole order.",
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="shown_tax",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Prices were shown with their tax, without, or (empty) as lists have them.",
                max_length=8,
            ),
        ),
    ]
