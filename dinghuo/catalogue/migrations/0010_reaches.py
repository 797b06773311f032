"""Attaches each storefront's set of goods to the storefront that showed it."""

from typing import Any
from uuid import UUID

from django.db import migrations

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting, gate

NAME = """
UPDATE catalogue_assortment a SET key = s.key, name = s.name, names = s.names
FROM organisations_storefront s
WHERE a.market_id = %(market)s AND s.market_id = a.market_id AND s.id = a.storefront_id AND a.key = ''
"""
FIND = "SELECT id, storefront_id FROM catalogue_assortment WHERE market_id = %(market)s AND storefront_id IS NOT NULL"
ATTACH = """
INSERT INTO catalogue_assortmentreach (id, market_id, assortment_id, kind, excepted, storefront_id, region_code)
VALUES (%s, %s, %s, 'storefront', false, %s, '')
ON CONFLICT DO NOTHING
"""

# On the way back: the older tables have no place for a set that isn't a storefront's.
DETACH = """
DELETE FROM {table} WHERE market_id = %(market)s AND assortment_id IN (
    SELECT id FROM catalogue_assortment WHERE market_id = %(market)s AND storefront_id IS NULL)
"""
DROP = "DELETE FROM catalogue_assortment WHERE market_id = %(market)s AND storefront_id IS NULL"


def attach(apps: Any, schema_editor: Any) -> None:
    """Three statements for each market."""
    for market_id in _markets(apps):
        with acting(Actor.system(market_id)), schema_editor.connection.cursor() as cursor:
            cursor.execute(NAME, {"market": market_id})
            cursor.execute(FIND, {"market": market_id})
            rows = cursor.fetchall()
            cursor.executemany(ATTACH, [(new_id(), market_id, *row) for row in rows])


def detach(apps: Any, schema_editor: Any) -> None:
    """Three statements for each market."""
    for market_id in _markets(apps):
        with acting(Actor.system(market_id)), schema_editor.connection.cursor() as cursor:
            for table in ("catalogue_assortmentreach", "catalogue_assortmentitem"):
                cursor.execute(DETACH.format(table=table), {"market": market_id})
            cursor.execute(DROP, {"market": market_id})


def _markets(apps: Any) -> list[UUID]:
    with gate():
        return list(apps.get_model("organisations", "Market").objects.values_list("id", flat=True))


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0009_assortments")]

    operations = [
        migrations.RunPython(attach, detach),
        # The version still running asks for this column, so it stays where it is; nothing new reads or writes it.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="assortment", name="storefront")],
            database_operations=[],
        ),
    ]
