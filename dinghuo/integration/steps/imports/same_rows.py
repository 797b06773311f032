"""Finds rows of one sheet that are about the same, also where they are checked chunk by chunk."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.steps.imports.handling import RowFault, Said, Verdict, refuse, wrong


@dataclass(slots=True)
class Earlier:
    """A row that was seen: its number in the file, its place in the work, and what it was found to do."""

    position: int
    turn: int
    state: str
    said: Said
    is_told: bool = False


@dataclass(slots=True)
class SameRows:
    """The rows seen so far by what they are about."""

    first: dict[str, int] = field(default_factory=dict)
    #: By key the rows in the order of their times, no two of which overlap, and where each begins.
    spans: dict[str, list[Earlier]] = field(default_factory=dict)
    starts: dict[str, list[datetime]] = field(default_factory=dict)

    def judge(
        self, rows: Sequence[ReadRow], verdicts: Sequence[Verdict], turn: int
    ) -> list[tuple[Earlier, RowFault]]:
        """Refuse the rows, of which the first has this turn, that are about the same as one before.

        Of two that contradict each other both are wrong, each with the other's number: returns those seen in earlier
        calls, once each, with their fault.
        """
        late = []
        for i, (row, verdict) in enumerate(zip(rows, verdicts, strict=True)):
            if verdict.key and verdict.said:
                earlier = self._place(row, verdict, verdict.said, turn + i)
                if earlier is None or earlier.is_told:
                    continue
                earlier.is_told = True
                fault = wrong(earlier.said.column, "contradicts", row=row.position)
                if earlier.turn < turn:
                    late.append((earlier, fault))
                else:
                    refuse(verdicts[earlier.turn - turn], fault)
            elif verdict.key and (first := self.first.setdefault(verdict.key, row.position)) != row.position:
                refuse(verdict, wrong(_known_by(row), "twice", row=first))
        return late

    def _place(self, row: ReadRow, verdict: Verdict, said: Said, turn: int) -> Earlier | None:
        """Put the row among the others of its key; one that overlaps another is refused, and the other returned if they
        say different things."""
        spans, starts = self.spans.setdefault(verdict.key, []), self.starts.setdefault(verdict.key, [])
        at = bisect(starts, said.start)
        for earlier in spans[max(at - 1, 0) : at + 1]:
            if _overlap(earlier.said, said):
                if earlier.said.value == said.value:
                    refuse(verdict, wrong(_known_by(row), "twice", row=earlier.position))
                    return None
                refuse(verdict, wrong(said.column, "contradicts", row=earlier.position))
                return earlier
        spans.insert(at, Earlier(row.position, turn, verdict.state, said))
        starts.insert(at, said.start)
        return None


def _known_by(row: ReadRow) -> str:
    """The column that says what a row is about."""
    return "sku" if "sku" in row.values else "code"


def _overlap(one: Said, other: Said) -> bool:
    return (other.end is None or one.start < other.end) and (one.end is None or other.start < one.end)
