"""Does nothing on the way forward. On the way back it calls movements what the tables before 0002 know."""

from typing import Any

from django.db import migrations

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate

# What they did to the balance stays as it was.
CALLED = """
UPDATE inventory_movement SET kind = 'adjusted'
WHERE market_id = %(market)s AND kind IN ('received', 'scrapped', 'transferred', 'allocated')
"""


def go_back(apps: Any, schema_editor: Any) -> None:
    """One statement for each market."""
    with gate():
        markets = list(apps.get_model("organisations", "Market").objects.values_list("id", flat=True))
    for market_id in markets:
        with acting(Actor.system(market_id)), schema_editor.connection.cursor() as cursor:
            cursor.execute(CALLED, {"market": market_id})


class Migration(migrations.Migration):
    dependencies = [("inventory", "0006_documents_valid")]

    operations = [migrations.RunPython(migrations.RunPython.noop, go_back)]
