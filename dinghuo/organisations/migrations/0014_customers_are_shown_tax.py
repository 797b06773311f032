"""How customers are shown prices: with tax or without."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0013_storefronts_show_tax")]

    operations = [
        migrations.AddField(
            model_name="customer",
            name="shown_tax",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Empty: as the storefront shows prices.",
                max_length=8,
            ),
        ),
    ]
