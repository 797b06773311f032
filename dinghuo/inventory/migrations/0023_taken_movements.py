"""Lets movements say that goods were taken over by who keeps them."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

KINDS = [
    *("counted", "adjusted", "received", "scrapped", "transferred", "reserved", "allocated"),
    *("picked", "released", "shipped", "returned", "taken"),
]


class Migration(migrations.Migration):
    dependencies = [("inventory", "0022_kept_lines")]

    operations = [
        migrations.RemoveConstraint(model_name="movement", name="movement_kind_known"),
        AddConstraintNotValid(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="movement_kind_known"
            ),
        ),
    ]
