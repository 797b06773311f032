"""What every kind of import can do with its rows: check them, write them, take them back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.integration.models import Import
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.states import RowState
from dinghuo.integration.steps.imports.companions import Companions
from dinghuo.integration.steps.imports.words import cell_words

#: (column, code, sentence).
RowFault = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says, in `column`, from `start` until just before `end` (None: for ever)."""

    column: str
    value: Any
    start: datetime
    end: datetime | None


@dataclass(slots=True)
class Verdict:
    """What a row would do. `key` names what it is about, so that two rows about the same are found; `before` is what it
    replaces, by column, as people read it. `said`: what it says of that, and when, where two rows may be about the
    same at different times; of two that contradict each other nobody knows which is right."""

    state: str
    faults: list[RowFault] = field(default_factory=list)
    before: Mapping[str, Any] | None = None
    key: str = ""
    said: Said | None = None


class Handling(Protocol):
    """A kind's own part, for some rows at a time; statements are constant whatever their number."""

    def check(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        companions: Companions | None = None,
    ) -> list[Verdict]:
        """A verdict on each row. Writes nothing. `companions`: what the whole sheet says of the parts of kits."""

    def apply(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        before: Sequence[Mapping[str, Any] | None],
    ) -> dict[int, list[RowFault]]:
        """Write the rows in the caller's transaction. Returns the faults of rows that could not be written, by their
        index; the others are written. `before` is what the preview said."""

    def undo(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        before: Sequence[Mapping[str, Any] | None],
    ) -> list[int]:
        """Take the rows back in the caller's transaction. Returns the index of each on which something depends: then
        the caller undoes everything."""


def wrong(column: str, code: str, **values: Any) -> RowFault:
    """A fault in words."""
    return (column, code, cell_words(code, values))


def faults_of(row: ReadRow) -> list[RowFault]:
    """What reading the row has found, in words."""
    return [wrong(column, code, **values) for column, code, values in row.wrong]


def verdict_on(row: ReadRow) -> Verdict:
    """The verdict on a row of which only its cells are known: wrong, if one of them is."""
    faults = faults_of(row)
    return Verdict(RowState.WRONG if faults else RowState.NEW, faults)


def refuse(verdict: Verdict, *faults: RowFault) -> None:
    """Find a row wrong."""
    verdict.state = RowState.WRONG
    verdict.faults.extend(faults)


def refuse_all(verdict: Verdict, faults: Faults) -> None:
    """Put a domain's faults beside the columns."""
    if faults:
        refuse(verdict, *[(each.path.rpartition(".")[2], each.code, each.message) for each in faults.found])
