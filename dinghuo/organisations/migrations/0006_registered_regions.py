"""Takes where a company has its goods delivered for where it is registered, until the operator says otherwise."""

from typing import Any

from django.db import migrations

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate

REGIONS = """
UPDATE organisations_organisation o
SET region_code = a.region_code
FROM organisations_address a
WHERE o.market_id = %(market)s AND o.region_code = ''
  AND a.market_id = o.market_id AND a.organisation_id = o.id AND a.is_default AND a.region_code <> ''
"""


def take_regions(apps: Any, schema_editor: Any) -> None:
    """One statement for each market."""
    with gate():
        markets = list(apps.get_model("organisations", "Market").objects.values_list("id", flat=True))
    for market_id in markets:
        with acting(Actor.system(market_id)), schema_editor.connection.cursor() as cursor:
            cursor.execute(REGIONS, {"market": market_id})


class Migration(migrations.Migration):
    dependencies = [("organisations", "0005_customer_groups")]

    operations = [migrations.RunPython(take_regions, migrations.RunPython.noop)]
