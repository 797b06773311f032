"""What stands on one sheet of paper: plain texts in their places. The template only draws it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

#: A run of characters longer than this gets places where it may break.
LONGEST_WORD = 18
ZERO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True)
class Column:
    """A column of the table. `width` is its share of what is left; 0 takes what its texts need."""

    title: str
    align: Literal["left", "right", "center"] = "left"
    width: float = 0


@dataclass(frozen=True)
class Cell:
    """A text, and a quiet one below it."""

    text: str
    below: str = ""


@dataclass(frozen=True)
class Party:
    """Who takes part: the role, the name, and lines of address, contact and tax number."""

    role: str
    name: str
    lines: Sequence[str] = ()


@dataclass(frozen=True)
class Total:
    """One line of the totals; the last is the strong one."""

    label: str
    amount: str
    strong: bool = False


@dataclass(frozen=True)
class Sheet:
    """A document of one or more pages. `code` is what its square code says, for scanners."""

    title: str
    number: str
    code: str
    facts: Sequence[tuple[str, str]]
    parties: Sequence[Party]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    totals: Sequence[Total] = ()
    capitals: str = ""
    capitals_label: str = ""
    notes: Sequence[str] = ()
    signatures: Sequence[str] = field(default_factory=list)
    stamp_label: str = ""
    page_label: str = "{page} / {pages}"


def breakable(text: str) -> str:
    """The text with places to break in runs of characters that would burst their column."""
    words = (
        word
        if len(word) <= LONGEST_WORD
        else ZERO_WIDTH_SPACE.join(word[i : i + LONGEST_WORD] for i in range(0, len(word), LONGEST_WORD))
        for word in text.split(" ")
    )
    return " ".join(words)
