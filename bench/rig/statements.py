"""Counts statements and round trips of one order, the program's and the reference's, on the wire."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bench.rig.contest import check
from bench.rig.load import Next, drive
from bench.rig.served import served, through
from bench.rig.wire import Wire
from dinghuo.local.address import Address
from dinghuo.local.places import var

#: Calls before counting starts: connections are made, statements prepared.
WARM = 40
COUNTED = 50


@dataclass(frozen=True)
class Said:
    """Statements, settings and transaction control included, and round trips of one call."""

    statements: float
    round_trips: float

    @property
    def sentence(self) -> str:
        """For the notes."""
        return f"{self.statements:.1f} statements in {self.round_trips:.1f} round trips"


def said_by_program(place: Address, request: Next, calls: int = COUNTED) -> Said:
    """What the program says to the database for one call."""
    return said_for_each(place, {"": request}, calls)[""]


def said_for_each(
    place: Address, requests: Mapping[str, Next], calls: int = COUNTED, **environment: str
) -> dict[str, Said]:
    """The same of several calls, by their names."""
    found = {}
    with (
        Wire(place.host, place.port) as wire,
        served(place, **through(wire.port, var() / "bench" / "wire"), **environment) as web,
    ):
        for name, request in requests.items():
            check(drive(web.port, request, clients=4, seconds=0, times=WARM))
            before = (wire.statements, wire.round_trips)
            check(drive(web.port, request, clients=1, seconds=0, times=calls))
            after = (wire.statements, wire.round_trips)
            found[name] = Said((after[0] - before[0]) / calls, (after[1] - before[1]) / calls)
    return found


def said_by_limit(place: Address, run: Callable[[Address, int], object]) -> Said:
    """The same of the reference; `run` places orders so many times in a database at an address."""
    counts = []
    for times in (COUNTED, 2 * COUNTED):
        with Wire(place.host, place.port) as wire:
            run(replace(place, host="127.0.0.1", port=wire.port), times)
            counts.append((wire.statements, wire.round_trips))
    # The difference leaves out what belongs to the connection.
    few, many = counts
    return Said((many[0] - few[0]) / COUNTED, (many[1] - few[1]) / COUNTED)
