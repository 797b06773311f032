"""Finds out what keeps this process from serving: no database, old migrations, an open table, too mighty a role."""

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

# A role that owns a table, or bypasses row-level security, reads every market whatever the policies say.
ROLE = """
SELECT rolsuper OR rolbypassrls,
       EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
                 AND pg_has_role(current_user, c.relowner, 'MEMBER'))
FROM pg_roles WHERE rolname = current_user
"""
OPEN_TABLES = """
SELECT c.relname
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
  AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'market_id' AND NOT a.attisdropped)
  AND NOT (c.relrowsecurity AND (c.relforcerowsecurity OR c.relname = ANY(%s))
           AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
ORDER BY 1
"""


def missing() -> list[str]:
    """Return a sentence for everything that is missing; empty when this process may serve."""
    try:
        return [*_migrations(), *unsafe()]
    except DatabaseError as fault:
        return [f"database: {str(fault).splitlines()[0]}"]


def unsafe() -> list[str]:
    """Return why it would be unsafe to serve from this database as this role."""
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        above_policies, owns = cursor.fetchone()
        cursor.execute(OPEN_TABLES, [_unforced()])
        tables = [name for (name,) in cursor.fetchall()]
    reasons = [f"policies: table {name} has no forced row-level security" for name in tables]
    if above_policies:
        reasons.append("role: the program is connected as a role that row-level security does not bind")
    if owns:
        reasons.append("role: the program is connected as an owner of the tables")
    return reasons


def require_safe() -> None:
    """Refuse to serve from a database that is open, or as a role the policies don't bind."""
    reasons = unsafe()
    connection.close()
    if reasons:
        raise ImproperlyConfigured("Dinghuo refuses to serve: " + "; ".join(reasons))


def _unforced() -> list[str]:
    """Tables that declare that a view of their owner reads them (policies.Isolation.forced)."""
    isolations = ((model._meta.db_table, getattr(model, "isolation", None)) for model in apps.get_models())
    return [table for table, isolation in isolations if isolation is not None and not isolation.forced]


def _migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"migrations: {len(plan)} not applied, the first is {plan[0][0]}"] if plan else []
