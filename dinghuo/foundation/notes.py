"""What one request or job has done so far, for its line in the log and the figures; decides nothing."""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(slots=True)
class Notes:
    """Filled in by the foundation while the work runs; read by whoever began it, when it has ended."""

    request_id: str = ""
    statements: int = 0
    #: Kinds of events that were committed, and the numbers of the documents they are about.
    events: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    #: Public names of what was refused (`out-of-stock`).
    refusals: list[str] = field(default_factory=list)

    def add_events(self, events: Iterable[tuple[str, str]]) -> None:
        """Note committed events, each (kind, document number)."""
        for kind, number in events:
            self.events.append(kind)
            if number and number not in self.documents:
                self.documents.append(number)


#: None outside of requests and jobs. It is for telling afterwards only: nothing may depend on it.
current: ContextVar[Notes | None] = ContextVar("dinghuo_notes", default=None)


def note_refusal(kind: str) -> None:
    """Note that something was refused, by its public name."""
    notes = current.get()
    if notes is not None:
        notes.refusals.append(kind)


def count_statement() -> None:
    """Note that a statement was sent to the database."""
    notes = current.get()
    if notes is not None:
        notes.statements += 1
