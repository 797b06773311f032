"""Says of a market whether rates are kept that count instead of the products' own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0009_checkout_holds"),
    ]

    operations = [
        migrations.AddField(
            model_name="market",
            name="tax_rates",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Rates are kept that count instead of the products' own.",
            ),
        ),
    ]
