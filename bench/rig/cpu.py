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
    while True:
        ended = _of_ended(parent)
        total = ended + sum(_own(each) for each in [parent, *parent.children(recursive=True)])
        # A child that ended while the others were read would be missing in both sums.
        if _of_ended(parent) == ended:
            return total


def _of_ended(parent: psutil.Process) -> float:
    times = parent.cpu_times()
    return times.children_user + times.children_system


def _own(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system
