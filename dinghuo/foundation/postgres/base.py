"""The database backend named in the settings (Django looks for a module of this name)."""

import select
from typing import Any

from django.db.backends.postgresql import base, operations
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, PipelineStatus, TransactionStatus

from dinghuo.foundation.notes import count_statement


class DatabaseOperations(operations.DatabaseOperations):
    """Django's, which know no statements that are on their way."""

    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        """The statement for the log; without its values while nobody has waited for it."""
        return super().last_executed_query(cursor, sql, params) or sql


class DatabaseWrapper(base.DatabaseWrapper):
    """What every call does to the server beside its own statements, at a third of the usual cost."""

    ops_class = DatabaseOperations
    #: A savepoint that is done with. Its release travels with the next command; a commit needs none.
    _unreleased = ""

    def is_usable(self) -> bool:
        """False if the server has closed the connection.

        Asked before each request, so the socket is asked before the server is: of one that is gone it can read the end.
        """
        if self.connection is None or self.connection.closed or _has_news(self.connection.fileno()):
            return super().is_usable()
        return True

    def tell(self, command: str) -> None:
        """Run a command without parameters or results in the open transaction.

        If it is the transaction's first, the BEGIN that the driver would send by itself travels with it.
        """
        if self._unreleased:
            command, self._unreleased = f"{self._unreleased}; {command}", ""
        if self.queries_logged:
            with self.cursor() as cursor:
                cursor.execute(command)
            return
        count_statement()
        self.ensure_connection()
        with self.wrap_database_errors:
            server = self.connection.pgconn
            if server.pipeline_status != PipelineStatus.OFF:
                # Several commands in one text go only where nothing is on its way.
                for each in command.split("; "):
                    self.connection.execute(each)
                return
            first = server.transaction_status == TransactionStatus.IDLE and not self.get_autocommit()
            begin = "BEGIN; " if first else ""
            result = server.exec_(f"{begin}{command}".encode())
            if result.status != ExecStatus.COMMAND_OK:
                raise error_from_result(result)

    def get_connection_params(self) -> dict[str, Any]:
        """Let statements be kept by the server (Django's own are not: they are never the same twice)."""
        return {**super().get_connection_params(), "prepare_threshold": 5}

    def init_connection_state(self) -> None:
        """Say once that kept statements keep their plan: they are written so that one plan is right for all values."""
        super().init_connection_state()
        self.connection.pgconn.exec_(b"SET plan_cache_mode = force_generic_plan")

    def _savepoint(self, sid: str) -> None:
        self.tell(self.ops.savepoint_create_sql(sid))

    def _savepoint_rollback(self, sid: str) -> None:
        self._unreleased = ""  # it stands inside the one that is undone
        self.tell(self.ops.savepoint_rollback_sql(sid))

    def _savepoint_commit(self, sid: str) -> None:
        self._unreleased = self.ops.savepoint_commit_sql(sid)

    def _commit(self) -> None:
        self._unreleased = ""
        super()._commit()  # type: ignore[misc]  # Django has it, its stubs do not

    def _rollback(self) -> None:
        self._unreleased = ""
        super()._rollback()  # type: ignore[misc]  # the same


def _has_news(socket: int) -> bool:
    poll = select.poll()
    poll.register(socket, select.POLLIN)
    return bool(poll.poll(0))
