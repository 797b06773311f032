"""Guesses what the columns of a sheet mean from their headings, and which row holds the headings."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from dinghuo.integration.rules.sheets.kinds import Columns

#: What stands in brackets is a unit or a note: 价格（元） is a price.
NOTE = re.compile(r"[(\[【<].*?[)\]】>]")
SIGNS = re.compile(r"[\W_]+")
#: Above the headings there may be a title, a date, a note; further down there are goods.
HEADING_WITHIN = 15


def plain_heading(heading: str) -> str:
    """A heading without case, width, spaces, signs and notes, so that what is written alike is alike."""
    text = unicodedata.normalize("NFKC", heading).lower()
    return SIGNS.sub("", NOTE.sub("", text)) or SIGNS.sub("", text)


def names_of(sheet: Columns) -> dict[str, str]:
    """Every name of every column, plain, with the column's key; the first column that has a name keeps it."""
    names: dict[str, str] = {}
    for column in sheet.columns:
        for name in (*column.words, column.key):
            names.setdefault(plain_heading(name), column.key)
    for column in sheet.columns:
        for name in column.called:
            names.setdefault(plain_heading(name), column.key)
    return names


def guess_columns(sheet: Columns, headings: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """The key of each heading's column, empty where there is none. `known` is what was chosen before, by plain heading;
    an empty key means that the column was left out. A column is found once, unless it may be repeated."""
    names = names_of(sheet)
    taken: set[str] = set()
    guessed = []
    for heading in headings:
        plain = plain_heading(heading)
        key = known[plain] if plain in known else names.get(plain, "")
        if key not in sheet.by_key or (key in taken and not sheet.by_key[key].repeated):
            key = ""
        if key:
            taken.add(key)
        guessed.append(key)
    return guessed


def heading_row(sheet: Columns, rows: Sequence[Sequence[str]], known: Mapping[str, str]) -> int:
    """Which of the first rows holds the headings: the one in which most columns are recognised, else the first with two
    texts or more."""
    names = names_of(sheet).keys() | known.keys()
    found = [sum(plain_heading(cell) in names for cell in row if cell) for row in rows[:HEADING_WITHIN]]
    if found and max(found) > 0:
        return found.index(max(found))
    return next((i for i, row in enumerate(rows[:HEADING_WITHIN]) if sum(map(bool, row)) > 1), 0)


def missing(sheet: Columns, columns: Sequence[str]) -> list[str]:
    """The keys of columns without which nothing can be read."""
    return [column.key for column in sheet.columns if column.needed and column.key not in columns]
