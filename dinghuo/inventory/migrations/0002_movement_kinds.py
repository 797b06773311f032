"""Lets movements say more kinds. Each table that stands is changed by a migration of its own, so that none waits for another's lock."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inventory", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(
            model_name="movement",
            name="movement_kind_known",
        ),
        migrations.AlterField(
            model_name="movement",
            name="kind",
            field=models.CharField(max_length=12),
        ),
        AddConstraintNotValid(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "counted",
                            "adjusted",
                            "received",
                            "scrapped",
                            "transferred",
                            "reserved",
                            "allocated",
                            "released",
                            "shipped",
                            "returned",
                        ],
                    )
                ),
                name="movement_kind_known",
            ),
        ),
    ]
