"""How low prices given by hand may go."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [("organisations", "0007_order_minimums"), ("pricing", "0008_manual_prices")]

    operations = [
        migrations.CreateModel(
            name="PriceFloor",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=dinghuo.foundation.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("market_id", models.UUIDField(editable=False)),
                ("of_list", models.DecimalField(decimal_places=4, max_digits=7, null=True)),
                ("margin", models.DecimalField(decimal_places=4, max_digits=7, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="pricefloor",
            name="seller",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricefloor",
            constraint=models.UniqueConstraint(fields=("market_id", "seller"), name="price_floor_once"),
        ),
        migrations.AddConstraint(
            model_name="pricefloor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("margin", None), ("of_list__gt", 0), ("of_list__lte", 100)),
                    models.Q(("margin__gte", 0), ("of_list", None)),
                    models.Q(("margin__gte", 0), ("of_list__gt", 0), ("of_list__lte", 100)),
                    _connector="OR",
                ),
                name="price_floor_asks_something",
            ),
        ),
        Isolate("pricing_pricefloor"),
    ]
