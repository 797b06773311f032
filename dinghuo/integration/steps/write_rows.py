"""Writes any number of rows of a model, thousands in a statement: what an import or the demo brings."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model
from django.db.models.fields import NOT_PROVIDED

#: Rows in a statement: large enough that the round trip doesn't count, small enough for any memory.
ROWS = 4000
Row = Mapping[str, Any]


def write_rows(model: type[Model], rows: Iterable[Row], computed: Mapping[str, str] | None = None) -> int:
    """Insert rows, each a mapping of columns (`buyer_id`) to plain values; what is missing takes the field's default.

    COPY would be the quickest, but PostgreSQL refuses it on a table under row-level security. JSON that the database
    unpacks by the table's own types comes close, and every policy and constraint holds. `computed` gives columns as SQL
    of the others. Returns how many rows.
    """
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join((computed or {}).get(field.attname, f'"{field.column}"') for field in fields)
    table = model._meta.db_table
    unpacked = f"json_populate_recordset(NULL::{table}, %s::json)"
    statement = f"INSERT INTO {table} ({columns}) SELECT {values} FROM {unpacked}"
    usual, made = _defaults(model)
    encode = json.JSONEncoder(default=_plainly(), ensure_ascii=False, separators=(",", ":")).encode
    written = 0
    remaining = iter(rows)
    while some := list(islice(remaining, ROWS)):
        whole = [
            {**usual, **{name: make() for name, make in made.items() if name not in row}, **row}
            for row in some
        ]
        with connection.cursor() as cursor:
            cursor.execute(statement, [encode(whole)])
        written += len(some)
    return written


def _defaults(model: type[Model]) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """The defaults that are the same for all rows, and those that are made for each: ids, instants."""
    usual: dict[str, Any] = {}
    made: dict[str, Callable[[], Any]] = {}
    for field in model._meta.concrete_fields:
        if field.has_default() and callable(field.default):
            made[field.attname] = field.get_default
        elif field.has_db_default() and not field.has_default():
            usual[field.attname] = getattr(field.db_default, "value", field.db_default)
        elif field.default is not NOT_PROVIDED or not field.null:
            usual[field.attname] = field.get_default()
    return usual, made


def _plainly() -> Callable[[Any], str]:
    known: dict[UUID, str] = {}

    def plain(value: Any) -> str:
        if isinstance(value, UUID):
            # Most ids are there many times: a row's parties, its order, its person.
            if value not in known:
                known[value] = str(value)
            return known[value]
        if isinstance(value, Decimal | date):
            return str(value)
        raise TypeError(f"no plain value: {value!r}")

    return plain
