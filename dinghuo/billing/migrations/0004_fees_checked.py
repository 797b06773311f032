"""Checks what all invoices add up to. On the way back fees stand as freight, which the columns before had."""

from typing import Any

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate

# Apart from 0003: rows that were written in a transaction hold its changes of the table up.
AS_FREIGHT = """
UPDATE billing_invoice SET freight = freight + fee - fee_tax, fee = 0, fee_tax = 0
WHERE market_id = %(market)s AND fee > 0
"""


def go_back(apps: Any, schema_editor: Any) -> None:
    """One statement for each market."""
    with gate():
        markets = list(apps.get_model("organisations", "Market").objects.values_list("id", flat=True))
    for market_id in markets:
        with acting(Actor.system(market_id)), schema_editor.connection.cursor() as cursor:
            cursor.execute(AS_FREIGHT, {"market": market_id})


class Migration(migrations.Migration):
    dependencies = [("billing", "0003_fees"), ("organisations", "0006_registered_regions")]

    operations = [
        ValidateConstraint(model_name="invoice", name="invoice_adds_up_with_fee"),
        migrations.RunPython(migrations.RunPython.noop, go_back),
    ]
