"""Runs the hot statements that stand in .sql files beside the code that uses them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import connection


def beside(file: str, name: str = "") -> str:
    """The statement in the .sql file of the same name as this Python file (give `__file__`), or of another name."""
    path = Path(file)
    return (path.with_name(f"{name}.sql") if name else path.with_suffix(".sql")).read_text()


def fetch(statement: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Run one statement and read all it returns."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []
