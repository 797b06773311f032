"""Says of a market whether orders may pay freight, or be asked for more by their goods or the customer's level."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0010_market_tax_rates"),
    ]

    operations = [
        migrations.AddField(
            model_name="market",
            name="order_terms",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Some orders pay freight, or are asked for more by what is in them or by the customer's level.",
            ),
        ),
    ]
