"""manage.py migrate: Django's own, made to wait for nobody while others would have to wait for it."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

#: An ALTER TABLE that waits for a long report makes every writer behind it wait as well. So it gives up soon, lets
#: them pass, and tries again; migrations are transactions, and those that were done stay done.
PATIENCE = "400ms"
PAUSE_SECONDS = 0.5
TRIES = 240
#: With these the tables aren't, or needn't be, those of this release.
ONLY = ("app_label", "plan", "check_unapplied", "prune", "fake")


class Command(migrate.Command):
    """Migrates a database in use without keeping writers waiting, then brings its markets up to the release."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Try until every lock was to be had at once."""
        with connection.execute_wrapper(impatient):
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


def impatient(
    execute: Callable[..., Any], sql: Any, parameters: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Run a statement that waits for locks no longer than PATIENCE, unless its waiting keeps nobody from writing."""
    text = sql if isinstance(sql, str) else ""
    # What is built CONCURRENTLY waits for old transactions without a lock that stops a writer, and given up half-way
    # it would leave an invalid index behind.
    patience = "0" if "CONCURRENTLY" in text.upper() else PATIENCE
    if context["connection"].connection is not None and text[:3].upper() != "SET":
        context["cursor"].cursor.execute(f"SET lock_timeout = '{patience}'")
    return execute(sql, parameters, many, context)
