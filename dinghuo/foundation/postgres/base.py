"""The database backend named in the settings (Django looks for a module of this name)."""

import select

from django.db.backends.postgresql import base
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """What every call does to the server beside its own statements, at a third of the usual cost."""

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
        if self.queries_logged or self.execute_wrappers:
            with self.cursor() as cursor:
                cursor.execute(command)
            return
        self.ensure_connection()
        with self.wrap_database_errors:
            server = self.connection.pgconn
            begin = "BEGIN; " if server.transaction_status == TransactionStatus.IDLE else ""
            result = server.exec_(f"{begin}{command}".encode())
            if result.status != ExecStatus.COMMAND_OK:
                raise error_from_result(result)

    def _savepoint(self, sid: str) -> None:
        self.tell(self.ops.savepoint_create_sql(sid))

    def _savepoint_rollback(self, sid: str) -> None:
        self.tell(self.ops.savepoint_rollback_sql(sid))

    def _savepoint_commit(self, sid: str) -> None:
        self.tell(self.ops.savepoint_commit_sql(sid))


def _has_news(socket: int) -> bool:
    poll = select.poll()
    poll.register(socket, select.POLLIN)
    return bool(poll.poll(0))
