"""What a database holds, in figures that tell two databases apart: rows and a sum of each table, books, policies."""

from typing import Any, LiteralString

import psycopg
from psycopg import sql

Connection = psycopg.Connection[tuple[Any, ...]]

TABLES: LiteralString = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY 1
"""
# A sum over the rows' digests is the same in whatever order they lie, and takes no memory. MD5 is no protection here
# against somebody who wants to cheat: it is to notice what was lost.
SUM: LiteralString = """
SELECT count(*), coalesce(sum(('x' || left(md5(whole::text), 15))::bit(60)::bigint), 0)::text FROM {} AS whole
"""
BOOKS: LiteralString = """
WITH legs AS (
    SELECT market_id, currency, unnest(debit_accounts) AS account, unnest(debits) AS debit, 0::numeric AS credit
    FROM finance_entry
    UNION ALL
    SELECT market_id, currency, unnest(credit_accounts), 0, unnest(credits) FROM finance_entry
), accounts AS (
    SELECT market_id, currency, account, sum(debit) AS debit, sum(credit) AS credit FROM legs GROUP BY 1, 2, 3
)
SELECT market_id::text, currency, count(*), sum(debit)::text, sum(credit)::text,
       md5(string_agg(account || ':' || (debit - credit), ',' ORDER BY account))
FROM accounts GROUP BY 1, 2 ORDER BY 1, 2
"""
GUARDS: LiteralString = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
       (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid),
       concat_ws(' ', CASE WHEN has_table_privilege(%(app)s, c.oid, 'SELECT') THEN 'SELECT' END,
                      CASE WHEN has_table_privilege(%(app)s, c.oid, 'INSERT') THEN 'INSERT' END,
                      CASE WHEN has_table_privilege(%(app)s, c.oid, 'UPDATE') THEN 'UPDATE' END,
                      CASE WHEN has_table_privilege(%(app)s, c.oid, 'DELETE') THEN 'DELETE' END)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm') ORDER BY 1
"""


def content(connection: Connection) -> dict[str, Any]:
    """The figures of all rows, in one snapshot. Raises InsufficientPrivilege for a role that doesn't see them all."""
    connection.execute(
        "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL row_security = off"
    )
    found = {}
    for (name,) in connection.execute(TABLES).fetchall():
        row = connection.execute(sql.SQL(SUM).format(sql.Identifier(name))).fetchone()
        found[name] = list(row or ())
    books = connection.execute(BOOKS).fetchall() if "finance_entry" in found else []
    return {"tables": found, "books": [list(row) for row in books]}


def guards(connection: Connection, app: str) -> dict[str, list[Any]]:
    """How each table is guarded: row-level security, whether forced, policies, and what the app role may do."""
    return {name: rest for name, *rest in connection.execute(GUARDS, {"app": app}).fetchall()}


def see_all(connection: Connection) -> None:
    """Let the tables' owner see every row until its transaction is rolled back. Locks the tables: not for a living
    database."""
    for (name,) in connection.execute(TABLES).fetchall():
        connection.execute(sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(sql.Identifier(name)))


def differences(wanted: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """In words, what isn't the same."""
    told = []
    for name in sorted({*wanted["tables"], *found["tables"]}):
        before, after = wanted["tables"].get(name), found["tables"].get(name)
        if before is None or after is None or before[0] != after[0]:
            told.append(f"{name}: {before and before[0]} rows, now {after and after[0]}")
        elif before != after:
            told.append(f"{name}: as many rows, but not the same ones")
    if wanted["books"] != found["books"]:
        told.append("the trial balance differs")
    for name in sorted({*wanted["guards"], *found["guards"]}):
        if wanted["guards"].get(name) != found["guards"].get(name):
            told.append(f"{name}: policies or grants differ")
    return told
