"""Does nothing on the way forward. On the way back it takes away what the tables before 0002 have no place for."""

from typing import Any

from django.db import migrations

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate

# Apart from 0002, which changes the tables: rows that were deleted in a transaction hold its changes up.
NEWER = """
SELECT id FROM pricing_pricelist
WHERE market_id = %(market)s AND (kind NOT IN ('base', 'level', 'customer') OR state NOT IN ('active', 'withdrawn'))
"""
GONE = (
    f"DELETE FROM pricing_pricerule WHERE market_id = %(market)s AND list_id IN ({NEWER})",
    f"DELETE FROM pricing_price WHERE market_id = %(market)s AND list_id IN ({NEWER})",
    f"DELETE FROM pricing_pricelist WHERE id IN ({NEWER})",
)


def go_back(apps: Any, schema_editor: Any) -> None:
    """Three statements for each market."""
    with gate():
        markets = list(apps.get_model("organisations", "Market").objects.values_list("id", flat=True))
    for market_id in markets:
        with acting(Actor.system(market_id)), schema_editor.connection.cursor() as cursor:
            for statement in GONE:
                cursor.execute(statement, {"market": market_id})


class Migration(migrations.Migration):
    dependencies = [("pricing", "0003_covering_index"), ("organisations", "0006_registered_regions")]

    operations = [migrations.RunPython(migrations.RunPython.noop, go_back)]
