"""Takes keys, checks of other tables and indexes off tables while millions of rows are written, and puts them back.

What is put back is checked over all rows at once: several times as fast as row by row, and just as strict.
"""

from collections.abc import Iterator, Sequence
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


@contextmanager
def lightened(connection: psycopg.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Within this the tables are bare. Use it inside of a transaction: a fault leaves them as they were."""
    constraints = connection.execute(CONSTRAINTS, {"tables": list(tables)}).fetchall()
    for table, name, _definition in constraints:
        connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    indexes = connection.execute(INDEXES, {"tables": list(tables)}).fetchall()
    for name, _definition in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    connection.execute("SET LOCAL maintenance_work_mem = '256MB'")
    for _name, definition in indexes:
        connection.execute(definition)
    for table, name, definition in reversed(constraints):
        connection.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
