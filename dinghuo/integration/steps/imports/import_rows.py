"""Reads the rows of a preview again as its kind reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.json_text import json_value
from dinghuo.foundation.statements import fetch
from dinghuo.integration.models import Import
from dinghuo.integration.rules.sheets.rows import ReadRow, reader_of
from dinghuo.integration.states import RowState
from dinghuo.integration.steps.imports.handlings import sheet_of

#: Rows that do something.
BUSY = (RowState.NEW.value, RowState.CHANGED.value, RowState.OFFER.value)
# SQL: texts by the ten thousand, which are read faster than the query set's own values.
BUSY_ROWS = """
SELECT id, position, cells::text, before::text, state FROM integration_importrow
WHERE market_id = %(market)s AND imported_id = %(import)s AND turn BETWEEN %(first)s AND %(last)s
  AND state = ANY (%(states)s::text[])
ORDER BY turn
"""


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row with the id under which it is stored, and what the preview said that it does and replaces."""

    id: UUID
    row: ReadRow
    before: Mapping[str, Any] | None
    state: str


def busy_rows(actor: Actor, imported: Import, chunk: int) -> list[StoredRow]:
    """The rows of a chunk that do something, in turn. One statement."""
    last = imported.chunks[chunk]["turn"]
    first = imported.chunks[chunk - 1]["turn"] + 1 if chunk else 1
    read = reader_of(sheet_of(imported.kind), imported.columns, imported.headings)
    found = fetch(
        BUSY_ROWS,
        {
            "market": actor.market_id,
            "import": imported.id,
            "first": first,
            "last": last,
            "states": list(BUSY),
        },
    )
    return [
        StoredRow(row_id, read(position, json_value(cells)), json_value(before) if before else None, state)
        for row_id, position, cells, before, state in found
    ]
