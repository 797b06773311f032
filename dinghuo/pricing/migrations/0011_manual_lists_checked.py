"""Checks the kinds of all lists. On the way back those of prices given by hand go, for which there was no kind."""

from typing import Any

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate

# Apart from 0010: rows that were deleted in a transaction hold its changes of the table up.
BY_HAND = "SELECT id FROM pricing_pricelist WHERE market_id = %(market)s AND kind = 'manual'"
GONE = (
    f"DELETE FROM pricing_price WHERE market_id = %(market)s AND list_id IN ({BY_HAND})",
    f"DELETE FROM pricing_pricelist WHERE id IN ({BY_HAND})",
)


def go_back(apps: Any, schema_editor: Any) -> None:
    """Two statements for each market."""
    with gate():
        markets = list(apps.get_model("organisations", "Market").objects.values_list("id", flat=True))
    for market_id in markets:
        with acting(Actor.system(market_id)), schema_editor.connection.cursor() as cursor:
            for statement in GONE:
                cursor.execute(statement, {"market": market_id})


class Migration(migrations.Migration):
    dependencies = [("pricing", "0010_manual_lists"), ("organisations", "0007_order_minimums")]

    operations = [
        ValidateConstraint(model_name="pricelist", name="price_list_kind_names_whom"),
        migrations.RunPython(migrations.RunPython.noop, go_back),
    ]
