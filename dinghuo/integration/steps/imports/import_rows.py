"""Reads the rows of a preview again as its kind reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.integration.models import Import, ImportRow
from dinghuo.integration.rules.sheets.rows import ReadRow, reader_of
from dinghuo.integration.states import RowState
from dinghuo.integration.steps.imports.handlings import sheet_of

#: Rows that do something.
BUSY = (RowState.NEW.value, RowState.CHANGED.value, RowState.OFFER.value)


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
    rows = ImportRow.objects.filter(
        market_id=actor.market_id, imported=imported, turn__range=(first, last), state__in=BUSY
    )
    found = rows.order_by("turn").values_list("id", "position", "cells", "before", "state")
    return [
        StoredRow(row_id, read(position, cells), before, state)
        for row_id, position, cells, before, state in found
    ]
