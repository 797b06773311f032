"""Runs the hot statements that stand in .sql files beside the code that uses them."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.utils import CursorWrapper

if TYPE_CHECKING:
    from dinghuo.foundation.postgres.base import DatabaseWrapper

#: Elements whose text needs no quotes in an array.
PLAIN = frozenset({UUID, Decimal, int, NoneType})
_COMMENT = re.compile(r"\s*--[^\n]*")
_SPACE = re.compile(r"\n\s*")


def beside(file: str, name: str = "") -> str:
    """The statement in the .sql file of the same name as this Python file (give `__file__`), or of another name.

    Without its comments, which the server would read again with every call.
    """
    path = Path(file)
    text = (path.with_name(f"{name}.sql") if name else path.with_suffix(".sql")).read_text()
    return _SPACE.sub("\n", _COMMENT.sub("", text)).strip()


def fetch(statement: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Run one statement and read all it returns.

    The server keeps its plan for as long as the connection lives: planning one of these statements takes longer than
    running it. Its parameters travel apart, so the statement says their types where the server can't know them.
    """
    with _cursor() as cursor:
        cursor.execute(statement, parameters)
        # Inside `together` nothing has come back yet that could describe the rows: reading them waits for it.
        return cursor.fetchall() if _travelling() or cursor.description else []


def fetch_later(statement: str, parameters: Mapping[str, Any]) -> Callable[[], list[tuple[Any, ...]]]:
    """Run one statement, and read what it returns when what comes back is called: once.

    Inside `together` it travels with the next one that is read, and has then answered as well.
    """
    cursor = _cursor()
    cursor.execute(statement, parameters)

    def read() -> list[tuple[Any, ...]]:
        with cursor:
            return cursor.fetchall()

    return read


def fetch_named(statement: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same, each row by the names of its columns."""
    with _cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


class RowsMissing(RuntimeError):
    """A guarded statement wrote fewer rows than it must."""


def send(statement: str, parameters: Mapping[str, Any], rows: int | None = None) -> None:
    """Run one statement that returns nothing. Inside `together` it isn't waited for.

    `rows`: how many it must write, or RowsMissing; inside `together` that is known at the end of the block.
    """
    with _cursor() as cursor:
        cursor.execute(statement, parameters)
        if rows is not None:
            _count(cursor.cursor, rows)


def _count(cursor: Any, rows: int) -> None:
    waiting = getattr(connection, "dinghuo_waiting", None)
    if waiting is not None:
        waiting.append((cursor, rows))
    elif cursor.rowcount != rows:
        raise RowsMissing(f"{cursor.rowcount} of {rows} rows were written")


def tell(command: str) -> None:
    """Run a command without parameters or results in the open transaction."""
    wrapper = cast("DatabaseWrapper", connections[DEFAULT_DB_ALIAS])
    wrapper.tell(command)


@contextmanager
def together() -> Iterator[None]:
    """Statements of which nothing is read travel with the next one that is: one round trip for all of them.

    Whatever one of them raises is raised by that next one, or at the end of the block.
    """
    connection.ensure_connection()
    outer = getattr(connection, "dinghuo_waiting", None)
    waiting: list[tuple[Any, int]] = []
    _wait_with(waiting)
    try:
        with connection.wrap_database_errors, connection.connection.pipeline():
            yield
    finally:
        _wait_with(outer)
    for cursor, rows in waiting:
        _count(cursor, rows)


def _travelling() -> bool:
    return getattr(connection, "dinghuo_waiting", None) is not None


def _wait_with(waiting: list[tuple[Any, int]] | None) -> None:
    setattr(connection, "dinghuo_waiting", waiting)  # noqa: B010 - Django's connections declare no such attribute


class _Prepared(psycopg.Cursor[tuple[Any, ...]]):
    """A cursor whose statements the server keeps."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "_Prepared":
        """Run and keep it."""
        if params:
            params = {
                name: _literal(value) if type(value) is list else value for name, value in params.items()
            }
        return super().execute(query, params, prepare=True, **options)


def _literal(values: list[Any]) -> Any:
    """A list of ids or numbers as the text of an array, which the driver would put together element by element."""
    if not all(type(value) in PLAIN for value in values):
        return values
    # The plain figures of an id are there at once; its usual form with dashes is put together each time.
    texts = [
        value.hex if type(value) is UUID else "NULL" if value is None else str(value) for value in values
    ]
    return f"{{{','.join(texts)}}}"


def _cursor() -> CursorWrapper:
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor: Any = _Prepared(connection.connection)
    # As Django's own cursors: measured, logged and counted like every other statement.
    return (connection.make_debug_cursor if connection.queries_logged else connection.make_cursor)(cursor)
