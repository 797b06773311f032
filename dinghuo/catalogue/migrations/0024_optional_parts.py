"""Parts of kits that come along only where the buyer asks for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0023_tax_rates")]

    operations = [
        migrations.AddField(
            model_name="kitpart",
            name="optional",
            field=models.BooleanField(default=False, db_default=False),
        ),
    ]
