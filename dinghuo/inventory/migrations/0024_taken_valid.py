"""Looks at the movements and documents that stand. On the way back it calls what was taken over what the tables before
0021 know: a correction of both balances."""

from typing import Any

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate

CALLED = (
    "UPDATE inventory_movement SET kind = 'adjusted' WHERE market_id = %(market)s AND kind = 'taken'",
    "UPDATE inventory_stockdocument SET kind = 'adjustment' WHERE market_id = %(market)s AND kind = 'taking'",
)


def go_back(apps: Any, schema_editor: Any) -> None:
    """Two statements for each market."""
    with gate():
        markets = list(apps.get_model("organisations", "Market").objects.values_list("id", flat=True))
    for market_id in markets:
        with acting(Actor.system(market_id)), schema_editor.connection.cursor() as cursor:
            for statement in CALLED:
                cursor.execute(statement, {"market": market_id})


class Migration(migrations.Migration):
    dependencies = [("inventory", "0023_taken_movements")]

    operations = [
        ValidateConstraint("movement", "movement_kind_known"),
        ValidateConstraint("stockdocument", "stock_document_kind"),
        migrations.RunPython(migrations.RunPython.noop, go_back),
    ]
