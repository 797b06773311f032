"""The index from which a price request is answered without a visit to the table, built beside whoever writes."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("pricing", "0002_levels")]

    operations = [
        AddIndexConcurrently(
            "price",
            models.Index(
                fields=["market_id", "list", "variant"],
                include=["unit", "min_quantity", "amount", "valid", "id"],
                name="price_by_list_covering",
            ),
        ),
        RemoveIndexConcurrently("price", "price_by_list_variant"),
    ]
