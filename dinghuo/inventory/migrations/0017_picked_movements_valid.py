"""Looks at the movements that stand. On the way back it takes away what says only that something was picked: it changed no
balance, and the tables before 0015 don't know it."""

from typing import Any

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate

GONE = "DELETE FROM inventory_movement WHERE market_id = %(market)s AND kind = 'picked'"


def go_back(apps: Any, schema_editor: Any) -> None:
    """One statement for each market."""
    market = apps.get_model("organisations", "Market")
    with gate():
        markets = list(market.objects.values_list("id", flat=True))
    for market_id in markets:
        with acting(Actor.system(market_id)), schema_editor.connection.cursor() as cursor:
            cursor.execute(GONE, {"market": market_id})


class Migration(migrations.Migration):
    dependencies = [("inventory", "0016_picked_goods")]

    operations = [
        ValidateConstraint("movement", "movement_kind_known"),
        migrations.RunPython(migrations.RunPython.noop, go_back),
    ]
