"""manage.py migrate: Django's own, made to wait for nobody while others would have to wait for it."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import OperationalError, connection
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from psycopg.errors import LockNotAvailable
from psycopg.pq import TransactionStatus

from dinghuo.foundation.quick_migrations import QuickExecutor

#: An ALTER TABLE that waits for a long report makes every writer behind it wait as well. So it gives up soon, lets
#: them pass, and tries again; migrations are transactions, and those that were done stay done.
#: A transaction holds the locks it has while it waits for the next one: the patience is for all of them together.
PATIENCE_MS = 400
LEAST_MS = 20
PAUSE_SECONDS = 0.5
TRIES = 240
#: With these the tables aren't, or needn't be, those of this release.
ONLY = ("app_label", "plan", "check_unapplied", "prune", "fake")


class ForeignKeysLast(DatabaseSchemaEditor):
    """Adds the foreign key of a new column as Django does for a new table: when the rest of the migration is done.

    Adding one locks the table it points to, and most point to companies, people and goods: nobody may write those for
    as long as the migration goes on.
    """

    sql_create_column_inline_fk = ""


class Command(migrate.Command):
    """Migrates a database in use without keeping writers waiting, then brings its markets up to the release."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Try until every lock was to be had at once."""
        connection.SchemaEditorClass = ForeignKeysLast
        setattr(migrate, "MigrationExecutor", QuickExecutor)  # noqa: B010 - no part of what the module declares
        with connection.execute_wrapper(Impatient()):
            for turn in range(TRIES):
                try:
                    super().handle(*args, **options)
                except OperationalError as reason:
                    if not isinstance(reason.__cause__, LockNotAvailable) or turn == TRIES - 1:
                        raise
                    self.stderr.write("Somebody works with that table; letting them pass and trying again.")
                    connection.close()
                    time.sleep(PAUSE_SECONDS)
                else:
                    break
        if not any(options.get(name) for name in ONLY):
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")
            for command in settings.AFTER_MIGRATE:
                call_command(command, verbosity=options["verbosity"])


class Impatient:
    """Runs the statements of one transaction so that together they keep others waiting for PATIENCE_MS at most."""

    def __init__(self) -> None:
        self._spent_ms = 0.0

    def __call__(
        self, execute: Callable[..., Any], sql: Any, parameters: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Run a statement, unless its waiting keeps nobody from writing."""
        text, raw = sql if isinstance(sql, str) else "", context["connection"].connection
        if raw is None or text[:3].upper() == "SET":
            return execute(sql, parameters, many, context)
        if raw.info.transaction_status == TransactionStatus.IDLE:
            self._spent_ms = 0.0
        # What is built CONCURRENTLY waits for old transactions without a lock that stops a writer, and given up
        # half-way it would leave an invalid index behind.
        patience = 0 if "CONCURRENTLY" in text.upper() else max(PATIENCE_MS - self._spent_ms, LEAST_MS)
        context["cursor"].cursor.execute(f"SET lock_timeout = {patience:.0f}")
        started = time.monotonic()
        try:
            return execute(sql, parameters, many, context)
        finally:
            self._spent_ms += (time.monotonic() - started) * 1000
