"""Takes keys and indexes off tables while millions of rows are written, and puts them back; fills what isn't named.

What is put back is checked over all rows at once: several times as fast as row by row, and just as strict.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import psycopg

#: Unique, primary and exclusion constraints of the tables, and every foreign key from or to them; those first.
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = ANY(%(tables)s::regclass[]) AND contype IN ('p', 'u', 'x', 'f')
   OR confrelid = ANY(%(tables)s::regclass[]) AND contype = 'f'
ORDER BY contype <> 'f', contype
"""
INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
WHERE i.indrelid = ANY(%(tables)s::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)
"""
FORCED = (
    "SELECT oid::regclass::text FROM pg_class WHERE oid = ANY(%(tables)s::regclass[]) AND relforcerowsecurity"
)
#: What a column holds that the statements don't name, by its type: the program gives such values itself.
EMPTY = {
    "varchar": "''",
    "text": "''",
    "jsonb": "'{}'",
    "bool": "false",
    "int2": "0",
    "int4": "0",
    "numeric": "0",
}
UNNAMED = """
SELECT c.oid::regclass::text, a.attname, t.typname, t.typcategory FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
JOIN pg_type t ON t.oid = a.atttypid
WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''
"""


@contextmanager
def lightened(
    connection: psycopg.Connection, tables: Sequence[str], say: Callable[[str], object] = lambda what: None
) -> Iterator[None]:
    """Within this the tables are bare. Use it inside of a transaction: a fault leaves them as they were. `say` is told
    what is being put back."""
    constraints = connection.execute(CONSTRAINTS, {"tables": list(tables)}).fetchall()
    for table, name, _definition in constraints:
        connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    indexes = connection.execute(INDEXES, {"tables": list(tables)}).fetchall()
    for name, _definition in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    connection.execute("SET LOCAL maintenance_work_mem = '512MB'")
    connection.execute("SET LOCAL max_parallel_maintenance_workers = 2")
    for name, definition in indexes:
        say(name)
        connection.execute(definition)
    for table, name, definition in reversed(constraints):
        say(f"{table}: {definition.partition('(')[0].strip().lower()}")
        connection.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


@contextmanager
def unforced(connection: psycopg.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Within this, the tables' owner may COPY into them, which PostgreSQL refuses under a policy. In a transaction."""
    found = connection.execute(FORCED, {"tables": list(tables)}).fetchall()
    for (table,) in found:
        connection.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    yield
    for (table,) in found:
        connection.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


@contextmanager
def empty_by_default(connection: psycopg.Connection) -> Iterator[None]:
    """Within this, columns that a statement doesn't name are empty, so that a new one needs no word here."""
    columns = [
        (table, name, "'{}'" if category == "A" else EMPTY.get(kind))
        for table, name, kind, category in connection.execute(UNNAMED).fetchall()
    ]
    for table, name, value in columns:
        if value:
            connection.execute(f'ALTER TABLE {table} ALTER COLUMN "{name}" SET DEFAULT {value}')
    yield
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come can't be altered
    for table, name, value in columns:
        if value:
            connection.execute(f'ALTER TABLE {table} ALTER COLUMN "{name}" DROP DEFAULT')
