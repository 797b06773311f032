"""Lets movements say what was picked."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import dinghuo.foundation.fields

KINDS = [
    *("counted", "adjusted", "received", "scrapped", "transferred", "reserved", "allocated"),
    *("picked", "released", "shipped", "returned"),
]


class Migration(migrations.Migration):
    dependencies = [("inventory", "0014_routing")]

    operations = [
        migrations.AddField(
            model_name="movement",
            name="picked_delta",
            field=dinghuo.foundation.fields.QuantityField(
                db_default=0, decimal_places=6, default=0, max_digits=18
            ),
        ),
        migrations.RemoveConstraint(model_name="movement", name="movement_kind_known"),
        AddConstraintNotValid(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="movement_kind_known"
            ),
        ),
    ]
