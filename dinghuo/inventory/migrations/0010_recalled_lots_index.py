from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("inventory", "0009_life_rules_read_by_placement")]

    operations = [
        AddIndexConcurrently(
            "lot",
            models.Index(
                fields=["market_id", "-recalled_at"],
                condition=models.Q(("recalled_at", None), _negated=True),
                name="lot_recalled",
            ),
        ),
    ]
