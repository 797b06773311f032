"""Gives a market a history of so many orders, kept between runs."""

import hashlib
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg

from bench.rig import databases
from bench.rig.size import Size
from dinghuo.local import roles, setup
from dinghuo.local.address import Address
from dinghuo.local.lightened import empty_by_default, lightened

STATEMENTS = Path(__file__).with_suffix(".sql")
#: Orders a day of the past. A longer history is one of more days: what is shown of lately is the same.
A_DAY = 250
#: Children before parents.
WRITTEN = (
    *("ordering_orderline", "ordering_order", "ordering_ordergroup", "inventory_reservation"),
    *(
        "inventory_movement",
        "finance_credithold",
        "finance_creditmove",
        "foundation_eventrow",
        "foundation_command",
    ),
)
#: Ids of what was posted are of the time of posting, those of the past of when the market was made (market.py).
POSTED = "DELETE FROM {table} WHERE id > bench.id(4095, 0)"
FREED = """
UPDATE inventory_stock SET reserved = 0 WHERE reserved <> 0;
UPDATE finance_creditline SET ordered = 0 WHERE ordered <> 0;
UPDATE integration_apikey SET last_used_at = now() + interval '1 day';
TRUNCATE procrastinate_events, procrastinate_jobs CASCADE;
"""
IDS = """
SELECT m.id AS market, s.id AS storefront, s.owner_id AS operator, o.id AS supplier
FROM organisations_market m, organisations_storefront s, organisations_organisation o WHERE o.code = 'SUPPLIER'
"""


def with_history(place: Address, size: Size, orders: int) -> Address:
    """A copy of the market with so many orders in its past; made when it is missing or of older code."""
    grown = replace(place, name=f"{place.name}_{orders}")
    recipe = hashlib.sha256(STATEMENTS.read_bytes()).hexdigest()[:8]
    # The past ends yesterday; by next week it would have to be made anew.
    week = time.strftime("%G-%V", time.gmtime())
    wanted = f"{roles.remark(place)} {orders} {recipe} {week}"
    if not databases.exists(grown) or roles.remark(grown) != wanted:
        with setup.step(f"Market: with {orders:,} orders in its past"):
            databases.copy(place, grown)
            write(grown, size, orders)
            roles.set_remark(grown, wanted)
    take_back(grown)
    return grown


def take_back(place: Address) -> None:
    """Remove the orders that earlier runs posted."""
    with databases.acting(place) as connection:
        for table in WRITTEN:
            connection.execute(POSTED.format(table=table))
        connection.execute(FREED)


def write(place: Address, size: Size, orders: int) -> None:
    """Write the history, all or nothing."""
    with closing(psycopg.connect(place.dsn(), cursor_factory=psycopg.ClientCursor)) as connection:
        with connection.transaction():
            connection.execute("SELECT set_config('dinghuo.scope', 'gate', true)")
            connection.execute(databases.CONTEXT)
            columns = ("market", "storefront", "operator", "supplier")
            ids = dict(zip(columns, connection.execute(IDS).fetchone(), strict=True))
            sizes = {"products": size.products, "customers": size.customers, "contract": size.contract}
            with empty_by_default(connection), lightened(connection, WRITTEN):
                connection.execute(STATEMENTS.read_text(), {**ids, **sizes, "orders": orders, "a_day": A_DAY})
        connection.autocommit = True
        connection.execute("VACUUM (ANALYZE)")
