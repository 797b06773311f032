"""Imports as the API tells them."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import instant
from dinghuo.api.shapes.answer import Answer, FaultAnswer, InstantText, Listed


class ImportAnswer(Answer):
    """An import and how far it is."""

    number: str
    kind: str
    state: str = Field(
        description="`uploaded`, `mapped` while it is read, `previewed`, `applying`, `applied`, `undoing`, `undone`, "
        "`refused`, `failed`."
    )
    file_name: str
    rows: int
    done: int = Field(description="Rows read or written so far.")
    counts: dict[str, int] = Field(
        description="Rows by what they do: `new`, `changed`, `unchanged`, `wrong`."
    )
    refusal: str = Field(description="Why it couldn't be read or undone; empty otherwise.")
    unknown_columns: list[str] = Field(
        description="Headings of which somebody has to say on screen what they mean; empty where all is clear."
    )
    ignored_columns: list[str] = Field(
        description="Headings of columns that aren't imported: unknown, left out, or there twice."
    )
    uploaded_at: InstantText


class ImportPage(Listed):
    """A page of imports, the newest first."""

    items: list[ImportAnswer]


class ImportRowAnswer(Answer):
    """A row: its number in the file, what it does, its cells by column, and what is wrong with which."""

    row: int
    state: str
    cells: dict[str, str]
    before: dict[str, str] = Field(description="What a changed row replaces, by column.")
    errors: list[FaultAnswer]


class ImportRowPage(Listed):
    """A page of rows."""

    items: list[ImportRowAnswer]


def import_shape(line: Any) -> dict[str, Any]:
    """One import."""
    return {
        "number": line.number,
        "kind": line.kind,
        "state": line.state,
        "file_name": line.file_name,
        "rows": line.total,
        "done": line.done,
        "counts": dict(line.counts),
        "refusal": line.refusal,
        "unknown_columns": list(line.headings) if line.asks_for_columns else [],
        "ignored_columns": line.ignored_columns,
        "uploaded_at": instant(line.uploaded_at),
    }


def import_row_shape(row: Any) -> dict[str, Any]:
    """One row."""
    return {
        "row": row.position,
        "state": row.state,
        "cells": {cell.column: cell.text for cell in row.cells},
        "before": {cell.column: cell.before for cell in row.cells if cell.before},
        "errors": [
            {"path": cell.column, "code": code, "message": words}
            for cell in row.cells
            for code, words in zip(cell.codes, cell.faults, strict=True)
        ],
    }
