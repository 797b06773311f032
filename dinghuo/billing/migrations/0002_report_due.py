"""Tells the credit lines that stand which of their invoices has been due the longest."""

from typing import Any

from django.db import migrations

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate

REPORT = """
UPDATE finance_creditline line
SET oldest_due = found.oldest
FROM (SELECT h.line_id, min(i.due_on) AS oldest
      FROM billing_invoice i
      JOIN finance_credithold h ON h.market_id = i.market_id AND h.order_id = i.order_id
      WHERE i.market_id = %(market)s AND i.allocated < i.total
      GROUP BY h.line_id) found
WHERE line.market_id = %(market)s AND line.id = found.line_id
"""


def report(apps: Any, schema_editor: Any) -> None:
    """One statement for each market."""
    with gate():
        markets = list(apps.get_model("organisations", "Market").objects.values_list("id", flat=True))
    for market_id in markets:
        with acting(Actor.system(market_id)), schema_editor.connection.cursor() as cursor:
            cursor.execute(REPORT, {"market": market_id})


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial"), ("finance", "0002_overdue")]

    operations = [migrations.RunPython(report, migrations.RunPython.noop)]
