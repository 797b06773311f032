"""What a list is when it is saved as a file: its columns, its rows, and who may have it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import translated

#: Rows that the database's cursor hands over at a time.
BATCH = 2000


@dataclass(frozen=True)
class Column:
    """A column: its key, its words, the fields it is made of; `choices` are the words of a key's values."""

    key: str
    words: str | Promise
    fields: tuple[str, ...]
    choices: Mapping[Any, str | Promise] | None = None

    def cell(self, values: Sequence[Any], in_words: bool) -> Any:
        """What stands in it. Two fields are a name and its translations."""
        if len(values) == 2:
            return translated(values[0], values[1] or {}) if values[0] is not None else ""
        value = values[0]
        if self.choices and in_words:
            return str(self.choices.get(value, value))
        if isinstance(value, list):
            return ", ".join(map(str, value))
        return timezone.localtime(value).replace(tzinfo=None) if isinstance(value, datetime) else value


@dataclass(frozen=True)
class Export:
    """A list that can be saved. `rows` gives the rows that the actor may see and the filters leave, in order."""

    permission: str
    columns: Sequence[Column]
    rows: Callable[[Actor, Mapping[str, str]], QuerySet[Any]]


def read(export: Export, actor: Actor, filters: Mapping[str, str], in_words: bool) -> Iterator[list[Any]]:
    """The rows, read as they are taken, by a cursor of the database: a list of any length takes the same memory.
    One statement. Read it in the actor's transaction."""
    spans = []
    fields: list[str] = []
    for column in export.columns:
        spans.append((column, len(fields), len(fields) + len(column.fields)))
        fields += column.fields
    for row in export.rows(actor, filters).values_list(*fields).iterator(BATCH):
        yield [column.cell(row[start:end], in_words) for column, start, end in spans]
