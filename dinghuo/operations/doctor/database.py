"""Looks at the database: its version and settings, our role and its rights, policies, migrations, clock, Chinese."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from dinghuo.foundation import readiness
from dinghuo.foundation.clock import now
from dinghuo.operations.doctor.finding import Finding, fault, warning, well

OLDEST = 15_00_00
CLOCK_SECONDS = 2.0
#: Without these a crash or a power cut loses what people were told is done.
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")


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
