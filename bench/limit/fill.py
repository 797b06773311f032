"""Makes the reference's own tables, with the same numbers of customers, goods and prices as the market."""

from contextlib import closing
from pathlib import Path

import psycopg

from bench.rig.size import Size
from dinghuo.local.address import Address

SCHEMA = Path(__file__).with_name("schema.sql")


def fill(place: Address, size: Size) -> None:
    """Make the schema bench_limit anew and fill it."""
    values = {"products": size.products, "customers": size.customers, "contract": size.contract}
    with closing(psycopg.connect(place.dsn(), cursor_factory=psycopg.ClientCursor)) as connection:
        with connection.transaction():
            connection.execute(SCHEMA.read_text(encoding="utf-8"), values)
        connection.autocommit = True
        connection.execute("VACUUM (ANALYZE)")
