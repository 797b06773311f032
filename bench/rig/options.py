"""The arguments that all benchmarks understand."""

import argparse
from dataclasses import dataclass

from bench.rig.size import FULL, SMALL, Size


@dataclass(frozen=True)
class Options:
    """How long to measure, on which market, and what to do with the result."""

    seconds: float
    rounds: int
    clients: tuple[int, ...]
    small: bool
    check: bool
    write: bool

    @property
    def size(self) -> Size:
        """The market's size."""
        return SMALL if self.small else FULL


def parser(name: str, description: str | None) -> argparse.ArgumentParser:
    """Arguments of bin/bench NAME."""
    found = argparse.ArgumentParser(
        prog=f"bin/bench {name}",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    found.add_argument("--seconds", type=float, default=5, help="of each measurement; default 5")
    found.add_argument("--rounds", type=int, default=3, help="in which the forms take turns; default 3")
    found.add_argument("--clients", default="1,4,8,16", help="default 1,4,8,16")
    found.add_argument(
        "--small", action="store_true", help="a small market: shows that it works, means little"
    )
    found.add_argument("--check", action="store_true", help="fail where a target isn't reached")
    found.add_argument(
        "--write", action="store_true", help="write the result into docs/operations/performance.md"
    )
    return found


def options(found: argparse.Namespace) -> Options:
    """The common options out of parsed arguments."""
    if found.small and found.write:
        raise SystemExit("A small market's figures don't belong into the documentation.")
    clients = tuple(int(count) for count in found.clients.split(","))
    return Options(found.seconds, found.rounds, clients, found.small, found.check, found.write)
