"""Says what kind of place a warehouse is."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inventory", "0003_stock_bins")]

    operations = [
        migrations.AddField(
            model_name="warehouse",
            name="has_bins",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="warehouse",
            name="kind",
            field=models.CharField(db_default="own", default="own", max_length=12),
        ),
        AddConstraintNotValid(
            model_name="warehouse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["own", "branch", "supplier", "store", "transit", "quarantine"])
                ),
                name="warehouse_kind_known",
            ),
        ),
        AddConstraintNotValid(
            model_name="warehouse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["quarantine", "transit"]), _negated=True),
                    ("is_active", False),
                    _connector="OR",
                ),
                name="warehouse_shut_kinds",
            ),
        ),
    ]
