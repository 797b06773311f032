"""How a new tax rate takes its time from those that stand: pure arithmetic of spans."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Span:
    """From an instant until another, which is out of it; None: for good."""

    start: datetime
    end: datetime | None = None

    def meets(self, other: "Span") -> bool:
        """True where both have an instant in common."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)


def left_of(stands: Span, taken: Span) -> list[Span]:
    """What is left of a span once another has been taken out of it: nothing, a part before, one after, or both."""
    if not stands.meets(taken):
        return [stands]
    rest = []
    if stands.start < taken.start:
        rest.append(Span(stands.start, taken.start))
    if taken.end is not None and (stands.end is None or taken.end < stands.end):
        rest.append(Span(taken.end, stands.end))
    return rest
