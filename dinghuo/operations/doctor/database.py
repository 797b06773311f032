"""Looks at the database: its version and settings, our role and its rights, policies, migrations, clock, Chinese."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from dinghuo.foundation import readiness
from dinghuo.foundation.clock import now
from dinghuo.operations.doctor.finding import Finding, fault, warning, well

OLDEST = 15_00_00
CLOCK_SECONDS = 2.0
#: Without these a crash or a power cut loses what people were told is done.
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
CHANGEABLE = {"SELECT", "INSERT", "UPDATE", "DELETE"}
TABLES_MEND = "Run bin/setup: it migrates as the owner, which isolates and grants every table."


def ask(statement: str, parameters: Any = None) -> list[tuple[Any, ...]]:
    """Run a statement of the catalogue. Raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def look_at_server() -> list[Finding]:
    """Version, durability, and whether a search can find Chinese."""
    found = []
    version, shown = ask(
        "SELECT current_setting('server_version_num')::int, current_setting('server_version')"
    )[0]
    if version < OLDEST:
        found.append(fault("database", f"PostgreSQL {shown} is too old", "Move to PostgreSQL 15 or newer."))
    rows = ask(
        "SELECT name, setting FROM pg_settings WHERE name = ANY(%s) AND setting = 'off'", [list(DURABLE)]
    )
    for name, setting in rows:
        mend = f"Set {name} = on in postgresql.conf and restart PostgreSQL."
        found.append(fault("database", f"{name} is {setting}: a crash may lose what was confirmed", mend))
    encoding, trigrams = ask("SELECT current_setting('server_encoding'), cardinality(show_trgm('订货'))")[0]
    if encoding != "UTF8" or not trigrams:
        mend = (
            "Make the database anew with ENCODING 'UTF8' and an LC_CTYPE of UTF-8, then bin/restore a backup."
        )
        found.append(fault("database", "search can't find Chinese here", mend))
    return found or [well("database", f"PostgreSQL {shown}, durable, finds Chinese")]


def look_at_role() -> list[Finding]:
    """Whether policies bind the role we connect as, and it owns nothing."""
    name, mighty, roles, makes = ask(
        "SELECT rolname, rolsuper OR rolbypassrls, rolcreaterole OR rolcreatedb,"
        " has_schema_privilege(oid, 'public', 'CREATE') FROM pg_roles WHERE rolname = current_user"
    )[0]
    found = []
    if mighty:
        mend = f"As an administrator: ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS"
        found.append(fault("role", f"{name} is above row-level security and reads every market", mend))
    if roles or makes:
        mend = f"As an administrator: ALTER ROLE {name} NOCREATEROLE NOCREATEDB; then run bin/setup"
        found.append(fault("role", f"{name} may make roles, databases or tables", mend))
    if any(reason.startswith("role:") and "owner" in reason for reason in readiness.unsafe()):
        mend = "Unset DINGHUO_DB_ROLE, and let DATABASE_URL's user own the tables, not the program's."
        found.append(fault("role", f"{name} owns tables, so their policies may be switched off", mend))
    return found or [well("role", f"{name} owns nothing and bypasses nothing")]


def look_at_tables() -> list[Finding]:
    """Whether every table is closed by a forced policy, and the role may do what the migrations say, no more."""
    open_tables = [reason for reason in readiness.unsafe() if reason.startswith("policies:")]
    found = [fault("tables", reason.removeprefix("policies: "), TABLES_MEND) for reason in open_tables]
    wanted = _declared()
    rows = ask(
        f"SELECT c.relname, {', '.join('has_table_privilege(%s, c.oid, %s)' for _ in RIGHTS)} "
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = 'public' AND c.relname = ANY(%s)",
        [*(part for right in RIGHTS for part in (settings.APP_ROLE, right)), list(wanted)],
    )
    for table, *held in rows:
        has = {right for right, is_held in zip(RIGHTS, held, strict=True) if is_held}
        if has != wanted[table]:
            words = f"{settings.APP_ROLE} may {', '.join(sorted(has)) or 'nothing'} on {table}, "
            found.append(fault("tables", f"{words}not {', '.join(sorted(wanted[table]))}", TABLES_MEND))
    return found or [well("tables", f"{len(rows)} tables forced under their policies, grants as migrated")]


def _declared() -> dict[str, set[str]]:
    """What the app role may do with each table, by what its model declares."""
    found = {}
    for model in apps.get_models():
        isolation = getattr(model, "isolation", None)
        if isolation is not None and model._meta.managed:
            found[model._meta.db_table] = {"SELECT", "INSERT"} if isolation.insert_only else CHANGEABLE
    return found


def look_at_migrations() -> list[Finding]:
    """Whether the tables are those of this program."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        return [fault("migrations", f"{len(plan)} not applied, the first is {plan[0][0]}", "Run bin/setup.")]
    known = set(executor.loader.disk_migrations)
    newer = sorted(set(executor.loader.applied_migrations) - known)
    newer = [name for name in newer if name[0] in {app for app, _ in known}]
    if newer:
        mend = "Run the newer version of the program, or bin/restore a backup made by this one."
        return [fault("migrations", f"the database is of a newer version: {newer[0][0]}.{newer[0][1]}", mend)]
    return [well("migrations", "all applied")]


def look_at_clock() -> list[Finding]:
    """Whether this machine and the database agree on the time: validity, terms and session ends hang on it."""
    before = now()
    there: datetime = ask("SELECT clock_timestamp()")[0][0]
    apart = max((before - there).total_seconds(), (there - now()).total_seconds(), 0.0)
    if apart > CLOCK_SECONDS:
        text = f"this machine and the database are {apart:.0f} s apart"
        return [warning("clock", text, "Let both follow a time server: timedatectl set-ntp true")]
    return [well("clock", f"{apart:.1f} s from the database's")]
