"""Tells PostgreSQL's planner how the tables are filled, after many rows came at once."""

from contextlib import closing

from psycopg import sql

from dinghuo.local.address import address
from dinghuo.local.roles import connect

#: The index of search is over a costly expression, which ANALYZE would compute for thousands of rows: autovacuum does
#: that when nobody waits.
LEFT_TO_AUTOVACUUM = ("catalogue_listing",)
TABLES = """
SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
WHERE n.nspname = 'public' AND relkind = 'r' AND relname <> ALL(%s) AND relname NOT LIKE 'procrastinate%%'
"""


def refresh() -> None:
    """Run ANALYZE as the owner: only whoever owns a table may. Autovacuum would do it within minutes, and until then
    statements over what was just loaded are planned for empty tables."""
    with closing(connect(address("owner"))) as connection:
        names = connection.execute(TABLES, [list(LEFT_TO_AUTOVACUUM)]).fetchall()
        tables = sql.SQL(", ").join(sql.Identifier(str(name)) for (name,) in names)
        connection.execute(sql.SQL("ANALYZE {}").format(tables))
