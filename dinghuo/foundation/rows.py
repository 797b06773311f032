"""Writes rows that were made as models: any number of them in one statement whose plan the server keeps."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Model

from dinghuo.foundation.statements import send


def insert_rows(rows: Sequence[Model]) -> None:
    """Insert rows of one model. Inside `statements.together` it isn't waited for.

    Django's bulk_create makes a new statement for every number of rows, which the server plans anew each time. Values
    are written as they stand: fields must need no preparation but becoming JSON (no ranges, no expressions).
    """
    if rows:
        names, statement = _insert(type(rows[0]))
        values = [[row.__dict__[name] for name in names] for row in rows]
        given = [dict(zip(names, each, strict=True)) for each in values]
        send(statement, {"rows": json.dumps(given, default=_text, separators=(",", ":"))})


@cache
def _insert(model: type[Model]) -> tuple[list[str], str]:
    fields = model._meta.concrete_fields
    table = model._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in fields)
    source = f"json_populate_recordset(NULL::{table}, %(rows)s::json)"
    # Names of tables and columns come from the models; what is written travels as one parameter.
    return [
        field.attname for field in fields
    ], f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {source}"


def _text(value: Any) -> Any:
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")
