"""Checks what all invoices add up to. On the way back freight stands without its tax, which the columns before had."""

from typing import Any

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate

# Apart from 0005: rows that were written in a transaction hold its changes of the table up.
WITHOUT_TAX = """
UPDATE billing_invoice SET freight = freight - freight_tax, freight_tax = 0
WHERE market_id = %(market)s AND freight_tax > 0
"""


def go_back(apps: Any, schema_editor: Any) -> None:
    """One statement for each market."""
    with gate():
        markets = list(apps.get_model("organisations", "Market").objects.values_list("id", flat=True))
    for market_id in markets:
        with acting(Actor.system(market_id)), schema_editor.connection.cursor() as cursor:
            cursor.execute(WITHOUT_TAX, {"market": market_id})


class Migration(migrations.Migration):
    dependencies = [("billing", "0005_freight_tax"), ("organisations", "0011_market_order_terms")]

    operations = [
        ValidateConstraint(model_name="invoice", name="invoice_adds_up_with_freight"),
        migrations.RunPython(migrations.RunPython.noop, go_back),
    ]
