"""How storefronts show prices: with tax or without."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0012_minimums_of_whom")]

    operations = [
        migrations.AddField(
            model_name="storefront",
            name="shown_tax",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Prices are shown with their tax, without, or (empty) as lists have them.",
                max_length=8,
            ),
        ),
    ]
