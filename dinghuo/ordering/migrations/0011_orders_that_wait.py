"""Indexes of the few orders that wait for an approval or a cancellation, whatever the history."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("ordering", "0010_carts_held_until")]

    operations = [
        AddIndexConcurrently(
            model_name="order",
            index=models.Index(
                condition=models.Q(("approval", "pending")),
                fields=["market_id", "-id"],
                name="order_to_approve",
            ),
        ),
        AddIndexConcurrently(
            model_name="order",
            index=models.Index(
                condition=models.Q(("cancel_requested", True)),
                fields=["market_id", "-id"],
                name="order_to_cancel",
            ),
        ),
    ]
