"""What is counted while the program runs: plain sums in memory, which each process writes down once a second."""

import atexit
import json
import os
import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings

from dinghuo.local.places import write_secret

#: Upper bounds of the classes in which durations are counted, in seconds; one more class has what took longer.
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
WRITE_SECONDS = 1.0


class Meters:
    """The sums of one process. Counting a request takes about a microsecond: it stands in the way of every order."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._clear()

    def _clear(self) -> None:
        #: (method, route, status) -> requests; (method, route) -> seconds and requests by class of duration.
        self.requests: Counter[tuple[str, ...]] = Counter()
        self.durations: dict[tuple[str, ...], list[float]] = {}
        self.statements: Counter[tuple[str, ...]] = Counter()
        self.events: Counter[tuple[str, ...]] = Counter()
        self.refusals: Counter[tuple[str, ...]] = Counter()
        self.jobs: Counter[tuple[str, ...]] = Counter()
        self.job_durations: dict[tuple[str, ...], list[float]] = {}
        self._changed = False
        self._writer = 0

    def request(self, method: str, route: str, status: int, seconds: float, statements: int) -> None:
        """Count an answered request."""
        with self._lock:
            self.requests[method, route, str(status)] += 1
            self.statements[route,] += statements
            _observe(self.durations, (method, route), seconds)
            self._changed = True
        self._be_written()

    def done(self, events: Iterable[str], refusals: Iterable[str]) -> None:
        """Count what a request or job brought about."""
        with self._lock:
            for kind in events:
                self.events[kind,] += 1
            for kind in refusals:
                self.refusals[kind,] += 1
            self._changed = True

    def job(self, task: str, outcome: str, seconds: float) -> None:
        """Count a job that ended."""
        with self._lock:
            self.jobs[task, outcome] += 1
            _observe(self.job_durations, (task,), seconds)
            self._changed = True
        self._be_written()

    def write(self) -> None:
        """Write the sums down, if they have changed."""
        with self._lock:
            if not self._changed:
                return
            self._changed = False
            sums = {
                name: [[*labels, value] for labels, value in getattr(self, name).items()] for name in SUMS
            }
            text = json.dumps(sums)
        write_secret(settings.METRICS_FOLDER / f"{os.getpid()}.json", text)

    def _be_written(self) -> None:
        # The thread is started by the first count, not before: a server forks its processes after loading us.
        if self._writer != os.getpid():
            self._writer = os.getpid()
            threading.Thread(target=self._keep_writing, daemon=True).start()
            atexit.register(self.write)

    def _keep_writing(self) -> None:
        while True:
            time.sleep(WRITE_SECONDS)
            self.write()


SUMS = ("requests", "durations", "statements", "events", "refusals", "jobs", "job_durations")
meters = Meters()


def _observe(into: dict[tuple[str, ...], list[float]], labels: tuple[str, ...], seconds: float) -> None:
    row = into.get(labels)
    if row is None:
        row = into[labels] = [0.0] * (len(BOUNDS) + 2)
    row[0] += seconds
    row[1 + bisect_left(BOUNDS, seconds)] += 1


def sums() -> dict[str, dict[tuple[str, ...], Any]]:
    """The sums of all processes of this installation together, those of the others up to a second old."""
    meters.write()
    found: dict[str, dict[tuple[str, ...], Any]] = {name: {} for name in SUMS}
    for file in _files():
        for name, rows in json.loads(file.read_text()).items():
            into = found[name]
            for *labels, value in rows:
                before = into.get(tuple(labels))
                if isinstance(value, list):
                    into[tuple(labels)] = [
                        a + b for a, b in zip(before or [0.0] * len(value), value, strict=True)
                    ]
                else:
                    into[tuple(labels)] = (before or 0) + value
    return found


def processes() -> dict[int, str]:
    """The processes that have counted something and live: id -> "web" or "worker"."""
    return {int(file.stem): file.parent.name for file in _files() if _lives(int(file.stem))}


def sweep() -> None:
    """Forget what an earlier run left: once none of its processes lives, counting begins anew."""
    left = [file for file in settings.METRICS_FOLDER.glob("*.json") if int(file.stem) != os.getpid()]
    if not any(_lives(int(file.stem)) for file in left):
        for file in left:
            file.unlink(missing_ok=True)


def _files() -> list[Path]:
    return sorted(settings.METRICS_FOLDER.parent.glob("*/*.json"))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
