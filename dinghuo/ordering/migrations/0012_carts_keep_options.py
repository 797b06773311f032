"""Which optional parts of a kit a line of a cart asks for."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ordering", "0011_orders_that_wait")]

    operations = [
        migrations.AddField(
            model_name="cartline",
            name="options",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), blank=True, db_default=[], default=list, size=None
            ),
        ),
    ]
