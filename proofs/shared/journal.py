"""What a crowd of clients was answered, kept for holding against the books afterwards."""

import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass
class Journal:
    """Written by many threads."""

    acknowledged: dict[str, list[str]] = field(default_factory=dict)
    """The orders that were acknowledged: numbers by the key (and reference) they were asked for with."""
    unknown: set[str] = field(default_factory=set)
    """Keys of orders whose client gave up before it was answered: once there, or not at all."""
    done: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Numbers of other documents that were acknowledged, by kind."""
    answers: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    """Answers that nobody should ever get."""
    seconds: list[float] = field(default_factory=list)
    lost: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, call: str, status: int, kind: str, seconds: float, told: str = "") -> None:
        """Keep what a call was answered."""
        with self.lock:
            self.answers[f"{status}"] += 1
            self.seconds.append(seconds)
            if kind and status < 500:
                self.refusals[kind] += 1
            if status >= 500 or status in (400, 401, 403, 405, 413, 415, 422):
                self.faults.append(f"{call}: {status} {told[:300]}")

    def note_lost(self) -> None:
        """Keep that a connection broke."""
        with self.lock:
            self.lost += 1

    def note_order(self, key: str, numbers: list[str]) -> None:
        """Keep that an order was acknowledged."""
        with self.lock:
            self.acknowledged[key] = numbers
            self.unknown.discard(key)

    def note_document(self, kind: str, number: str) -> None:
        """Keep that another document was acknowledged."""
        with self.lock:
            self.done[kind].add(number)

    def pace(self, since: float) -> str:
        """Answers, and how long they took."""
        took = sorted(self.seconds)
        if not took:
            return "no answers"
        at = lambda share: took[min(len(took) - 1, int(len(took) * share))] * 1000  # noqa: E731 - one use
        elapsed = time.monotonic() - since
        return (
            f"{len(took)} answers in {elapsed:.0f} s ({len(took) / elapsed:.0f}/s), "
            f"p50 {at(0.5):.0f} ms, p95 {at(0.95):.0f} ms, p99 {at(0.99):.0f} ms"
        )
