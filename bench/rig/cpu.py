"""Who used the machine: CPU of the program, of the database, of the load, and of whatever else ran meanwhile."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import psutil
import psycopg

from bench.rig.outcome import Outcome
from dinghuo.local.address import Address


@dataclass
class Meter:
    """Reads the CPU used so far; `program` None: the program isn't measured, `database` None: it runs elsewhere."""

    program: psutil.Process | None
    database: psutil.Process | None

    @contextmanager
    def over(self) -> Iterator[list[Outcome]]:
        """Fill in, on leaving, the CPU that was used meanwhile, in the outcome that was put into the list."""
        before, outcomes = self._read(), list[Outcome]()
        yield outcomes
        after = self._read()
        program, database, busy, idle = (late - early for early, late in zip(before, after, strict=True))
        for outcome in outcomes:
            outcome.server_cpu, outcome.database_cpu, outcome.idle_cpu = program, database, idle
            outcome.elsewhere_cpu = max(0.0, busy - program - database - outcome.load_cpu)

    def _read(self) -> tuple[float, float, float, float]:
        machine = psutil.cpu_times()
        idle = machine.idle + getattr(machine, "iowait", 0.0)
        # Guests' time is within user time.
        busy = sum(machine) - idle - getattr(machine, "guest", 0.0) - getattr(machine, "guest_nice", 0.0)
        return _used(self.program), _used(self.database), busy, idle


def postmaster(place: Address) -> psutil.Process | None:
    """The database server's parent process, if it runs on this machine."""
    with closing(psycopg.connect(place.dsn())) as connection:
        try:
            found = psutil.Process(connection.info.backend_pid).parent()
        except psutil.NoSuchProcess:
            return None
    return found if found and found.name().startswith("postgres") else None


def _used(parent: psutil.Process | None) -> float:
    """CPU seconds of a process and its children, those that have ended included."""
    if parent is None:
        return 0.0
    times = parent.cpu_times()
    total = times.user + times.system + times.children_user + times.children_system
    for child in parent.children(recursive=True):
        try:
            used = child.cpu_times()
        except psutil.NoSuchProcess:
            continue  # by now it counts among its parent's ended children
        total += used.user + used.system
    return total
