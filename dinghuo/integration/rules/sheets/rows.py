"""Reads a row of a sheet: the value of each column, and what is wrong with which."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dinghuo.integration.rules.sheets.cells import FORMS, Read
from dinghuo.integration.rules.sheets.kinds import Column, Sheet

#: (column, code, what the words need).
Wrong = tuple[str, str, Mapping[str, Any]]
NOTHING: Read = (None, "")


@dataclass(slots=True)
class ReadRow:
    """A row that was read. `position` is its number in the file, `cells` its texts as they stand there (or were
    repaired), `values` what they mean by column, `extra` those of repeated columns by their headings."""

    position: int
    cells: list[str]
    values: dict[str, Any]
    extra: dict[str, dict[str, str]] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)

    def family(self, sheet: Sheet) -> str:
        """What the rows of one family have in common; a row without it is one by itself."""
        return str(self.values.get(sheet.family) or self.values.get("sku") or f"#{self.position}")


def reader_of(
    sheet: Sheet, columns: Sequence[str], headings: Sequence[str]
) -> Callable[[int, list[str]], ReadRow]:
    """A function that reads one row of a sheet whose columns mean these."""
    plan = [
        (place, sheet.by_key[key], FORMS[sheet.by_key[key].form]) for place, key in enumerate(columns) if key
    ]

    def read(position: int, cells: list[str]) -> ReadRow:
        row = ReadRow(position, cells, {})
        for place, column, form in plan:
            text = cells[place] if place < len(cells) else ""
            value, fault = _value(column, form, text) if text else NOTHING
            if value is None and column.needed and not fault:
                fault = "needed"
            if fault:
                row.wrong.append((column.key, fault, {}))
            elif isinstance(value, str) and len(value) > column.longest:
                row.wrong.append((column.key, "too-long", {"most": column.longest}))
            elif column.repeated and text:
                row.extra.setdefault(column.key, {})[headings[place].strip()] = value
            elif value is not None:
                row.values[column.key] = value
        return row

    return read


def _value(column: Column, form: Callable[[str], Read], text: str) -> Read:
    value, fault = form(text)
    return _choice(column, value) if column.choices and not fault else (value, fault)


def _choice(column: Column, text: str) -> Read:
    wanted = text.lower()
    for key, words in column.choices.items():
        if wanted == key or wanted in (word.lower() for word in words):
            return key, ""
    return text, "choice"
