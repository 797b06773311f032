"""Makes the market that is measured, in the database that DINGHUO_DB_NAME names.

Runs as a program of its own, because it needs Django and the programs that measure don't.
"""

import sys
import time
from contextlib import closing
from pathlib import Path
from uuid import UUID

import django
import psycopg

from bench.rig.size import Size
from dinghuo.local.address import address
from dinghuo.local.lightened import empty_by_default, lightened

#: The id of the n-th row of a kind: a UUIDv7 of the moment at which the market was made, so that the rows stand where
#: those of a market that grew would stand, after its operator and before whatever is posted.
IDS = """
CREATE SCHEMA bench;
CREATE FUNCTION bench.id(kind integer, n bigint) RETURNS uuid IMMUTABLE PARALLEL SAFE LANGUAGE sql RETURN
    ('{moment:012x}' || '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid;
"""
STATEMENTS = Path(__file__).with_suffix(".sql")


def make(size: Size) -> None:
    """Make the market by its own actions, then fill it by SQL as the tables' owner."""
    ids = _found()
    with closing(psycopg.connect(address("owner").dsn(), cursor_factory=psycopg.ClientCursor)) as connection:
        with connection.transaction():
            connection.execute(
                "SELECT set_config('dinghuo.market', %s, true), set_config('dinghuo.scope', 'market', true)",
                [str(ids["market"])],
            )
            connection.execute(IDS.format(moment=time.time_ns() // 1_000_000 + 1))
            values = {
                **ids,
                "products": size.products,
                "customers": size.customers,
                "contract": size.contract,
            }
            with empty_by_default(connection), lightened(connection, ["pricing_price"]):
                connection.execute(STATEMENTS.read_text(encoding="utf-8"), values)
        connection.autocommit = True
        connection.execute("VACUUM (ANALYZE)")


def _found() -> dict[str, UUID]:
    django.setup()
    from dinghuo.foundation.actor import Actor
    from dinghuo.foundation.ids import new_id
    from dinghuo.foundation.tenancy import acting
    from dinghuo.organisations.actions.market.create_market import create_market
    from dinghuo.organisations.models import Organisation, Role, Storefront

    system = Actor.system(new_id())
    market = create_market(system, "bench", "Bench", "CNY", "House", languages=["en", "zh-hans"])
    with acting(system):
        supplier = Organisation.objects.create(
            market_id=market.id, code="SUPPLIER", name="Supplier", parts=["supplier"]
        )
        return {
            "market": market.id,
            "operator": Organisation.objects.get(market_id=market.id, code="HQ").id,
            "supplier": supplier.id,
            "storefront": Storefront.objects.get(market_id=market.id).id,
            "role": Role.objects.get(market_id=market.id, key="buyer-admin").id,
        }


if __name__ == "__main__":
    make(Size(*(int(argument) for argument in sys.argv[1:])))
