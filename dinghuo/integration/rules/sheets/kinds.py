"""What a sheet and a column are, and in which words a column is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dinghuo.integration.states import ImportKind

#: English, 简体, 繁體.
Words = tuple[str, str, str]


@dataclass(frozen=True)
class Column:
    """A column: its key, its name, how its cells are read (cells.FORMS), an example, and other names that people give
    it. `choices` are the values it may hold, each with its words. `repeated`: several headings may mean it, each then
    names what it is about (a size, a material)."""

    key: str
    words: Words
    form: str = "text"
    needed: bool = False
    example: Words = ("", "", "")
    hint: Words = ("", "", "")
    called: tuple[str, ...] = ()
    choices: Mapping[str, Words] = field(default_factory=dict)
    longest: int = 200
    repeated: bool = False

    def name(self, language: str) -> str:
        """The column's name in a language."""
        return in_language(self.words, language)


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Columns that belong together, in the order of a template."""

    columns: Sequence[Column]

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """The columns by their key."""
        return {column.key: column for column in self.columns}


@dataclass(frozen=True)
class Sheet(Columns):
    """The columns of a kind. `chunk` rows are checked and applied at a time; rows of one `family` (the key of a column)
    stay together in a chunk."""

    kind: ImportKind
    chunk: int
    most_rows: int
    family: str = ""


def in_language(words: Words, language: str) -> str:
    """The words in a language; what isn't Chinese gets English."""
    language = language.lower()
    if not language.startswith("zh"):
        return words[0]
    return words[2] if language in ("zh-hant", "zh-tw", "zh-hk", "zh-mo") else words[1]


def called(names: str) -> tuple[str, ...]:
    """Names separated by spaces."""
    return tuple(names.split())
