"""Asked for twice, done once: every write of the API, one after the other, at the same moment, after a lost answer.

Made from the OpenAPI document. Each write is sent in markets of its own, where it has an effect: once; twice; four
times at the same moment; and once with the connection cut before the answer, then again. Whatever was sent under one
Idempotency-Key has to have changed what sending it once has changed, in every table, and all answers are the first.

    bin/prove idempotent
"""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import django

from proofs.shared.machine import machine
from proofs.shared.place import own_place
from proofs.shared.wire import Answer, Wire

if TYPE_CHECKING:
    from tests.makers.writes import Write

AT_ONCE = 4
KEY = "asked-for-once"


@dataclass
class Report:
    """What was sent, and what it did."""

    writes: int = 0
    sent: int = 0
    wrong: list[str] = field(default_factory=list)


def main() -> None:
    """Send every write in every way."""
    with own_place("idempotent"):
        django.setup()
        from proofs.shared.serving import Serving

        started = time.monotonic()
        print(machine())
        with Serving() as serving:
            report = prove(serving.port)
        print(
            f"{report.writes} writes, {report.sent} requests, {len(report.wrong)} wrong "
            f"in {time.monotonic() - started:.0f} s"
        )
    for wrong in report.wrong:
        print(f"WRONG: {wrong}")
    failed = bool(report.wrong) or report.writes < 15
    print(f"idempotent: {'NOT proven' if failed else 'proven'}")
    sys.exit(1 if failed else 0)


def prove(port: int, only: Callable[[str], bool] = lambda operation: True) -> Report:
    """Try the writes that are wanted, by a server at this port over this process's database."""
    from tests.makers.writes import WRITES

    report = Report()
    for method, path, call in WRITES:
        if only(call["operationId"]):
            report.writes += 1
            _try(report, port, method, path, call["operationId"])
    return report


def _try(report: Report, port: int, method: str, path: str, operation: str) -> None:
    from proofs.shared.effects import effect, figures
    from tests.makers.writes import make_write

    alone = None
    for way in (once, twice, at_once, answer_lost):
        write = make_write(method, path, operation)
        before = figures(write.world.market.id)
        answers = way(port, write)
        changed = effect(before, figures(write.world.market.id))
        report.sent += len(answers) + (way is answer_lost)
        told = f"{operation} {way.__name__}"
        if any(answer.status not in (200, 201) for answer in answers):
            report.wrong.append(f"{told}: {[(answer.status, answer.content[:200]) for answer in answers]}")
        if len({answer.content for answer in answers}) != 1:
            report.wrong.append(f"{told}: the answers differ")
        if way in (twice, at_once) and _first(answers) != 1:
            report.wrong.append(f"{told}: {_first(answers)} answers are no replay")
        alone = changed if alone is None else alone
        if changed != alone:
            report.wrong.append(f"{told}: changed {_beside(alone, changed)}")


def once(port: int, write: "Write") -> list[Answer]:
    """As it is meant to be."""
    return [_send(port, write)]


def twice(port: int, write: "Write") -> list[Answer]:
    """And again."""
    return [_send(port, write) for _each in range(2)]


def at_once(port: int, write: "Write") -> list[Answer]:
    """By several connections at the same moment."""
    answers: list[Answer] = []
    start = threading.Barrier(AT_ONCE)

    def send() -> None:
        start.wait()
        answers.append(_send(port, write))

    threads = [threading.Thread(target=send) for _each in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def answer_lost(port: int, write: "Write") -> list[Answer]:
    """Hung up before the answer came, then asked for again."""
    Wire(port, write.program.token).send_and_leave(write.method, write.path, write.body, KEY)
    return [_send(port, write)]


def _send(port: int, write: "Write") -> Answer:
    wire = Wire(port, write.program.token)
    try:
        return wire.call(write.method, write.path, write.body, KEY)
    finally:
        wire.close()


def _first(answers: list[Answer]) -> int:
    return sum("idempotent-replayed" not in answer.headers for answer in answers)


def _beside(alone: object, changed: object) -> str:
    return f"{changed}, where once changed {alone}"


if __name__ == "__main__":
    main()
