"""The rows of an import as its preview and its report show them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.integration.models import Import, ImportRow
from dinghuo.integration.queries.imports.sheet_imports import own_import
from dinghuo.integration.rules.sheets.sheets import SHEETS
from dinghuo.integration.states import ImportKind, RowState

#: Forms of columns whose texts are one word.
YES = frozenset({"yes", "on-sale"})
SHORT = frozenset({"code", "gtin", "number", "whole", "rate", "yes", "on-sale", "day", "open-day"})


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell: its column's key, the text in it, what is wrong with it in words and by which codes, and what it
    replaces."""

    column: str
    text: str
    faults: Sequence[str] = ()
    codes: Sequence[str] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row by its number in the file. `offer_of`: the article of others that it means, if it means one."""

    turn: int
    position: int
    state: str
    cells: Sequence[ShownCell]
    offer_of: str = ""

    @property
    def faults(self) -> list[ShownCell]:
        """The cells in which something is wrong."""
        return [cell for cell in self.cells if cell.faults]


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column that is imported: its key, its name, and its heading in the file. `is_short`: codes, numbers and days,
    which aren't broken into lines; `is_yes`: it says yes or no."""

    key: str
    name: str
    heading: str
    is_short: bool = False
    is_yes: bool = False


def shown_columns(actor: Actor, number: str, language: str) -> list[ShownColumn]:
    """The columns of the preview. Raises NotFound."""
    imported = own_import(actor, number)
    known = SHEETS[ImportKind(imported.kind)].by_key
    return [
        ShownColumn(
            key,
            heading if known[key].repeated else known[key].name(language),
            heading,
            known[key].form in SHORT,
            known[key].form in YES,
        )
        for key, heading in zip(imported.columns, imported.headings, strict=True)
        if key
    ]


def preview_rows(
    actor: Actor, number: str, state: str = "", after: str | None = None, limit: int | None = None
) -> Page[ShownRow]:
    """A page of the preview in the order of the work, of one state if it is named. Two statements. Raises NotFound."""
    imported = own_import(actor, number)
    rows = ImportRow.objects.filter(market_id=actor.market_id, imported=imported)
    if state in set(RowState):
        rows = rows.filter(state=state)
    if cursor := decode_cursor(after, int):
        rows = rows.filter(turn__gt=cursor[0])
    size = bounded(limit)
    found = [_row(imported, row) for row in rows.order_by("turn")[: size + 1]]
    return cut(found, size, lambda row: (row.turn,))


def report_rows(actor: Actor, number: str, language: str) -> tuple[list[str], Iterator[list[Any]]]:
    """The headings of the file, and every row with its number, its state, and what is wrong with it, by the columns'
    names in this language; read as they are taken. Raises NotFound."""
    imported = own_import(actor, number)
    known = SHEETS[ImportKind(imported.kind)].by_key
    rows = ImportRow.objects.filter(market_id=actor.market_id, imported=imported).order_by("turn")
    wide = len(imported.headings)

    def read() -> Iterator[list[Any]]:
        for position, state, cells, faults in rows.values_list(
            "position", "state", "cells", "faults"
        ).iterator(2000):
            told = "; ".join(
                f"{known[column].name(language) if column in known else column}: {words}"
                for column, _code, words in faults
            )
            yield [position, state, told, *cells[:wide], *[""] * (wide - len(cells))]

    return list(imported.headings), read()


def _row(imported: Import, row: ImportRow) -> ShownRow:
    before: Mapping[str, Any] = row.before or {}
    words: dict[str, list[str]] = {}
    codes: dict[str, list[str]] = {}
    for column, code, sentence in row.faults:
        words.setdefault(column, []).append(sentence)
        codes.setdefault(column, []).append(code)
    cells = [
        ShownCell(
            key,
            row.cells[place] if place < len(row.cells) else "",
            words.pop(key, ()),
            codes.pop(key, ()),
            str(before.get(key, "")),
        )
        for place, key in enumerate(imported.columns)
        if key
    ]
    # A column that is needed and not in the sheet: what is wrong stands in a cell of its own.
    cells += [ShownCell(column, "", words[column], codes[column]) for column in words]
    return ShownRow(row.turn, row.position, row.state, cells, str(before.get("offer_of", "")))
