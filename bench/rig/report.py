"""Tells what was measured: a table on screen, JSON under var/bench, and the generated parts of performance.md."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.rig.contest import OURS, Row, row
from bench.rig.machine import QUIET_LOAD, told
from dinghuo.local.places import ROOT, var

PAGE = ROOT / "docs" / "operations" / "performance.md"


@dataclass
class Target:
    """A promise of the design: a figure, its bound, and whether it is to be at least or at most that."""

    what: str
    found: float
    bound: float
    at_least: bool = True

    @property
    def reached(self) -> bool:
        """Whether it is kept."""
        return self.found >= self.bound if self.at_least else self.found <= self.bound

    @property
    def sentence(self) -> str:
        """The verdict."""
        wanted = "at least" if self.at_least else "at most"
        word = "reached" if self.reached else "NOT reached"
        return f"{self.what}: {self.found:.3g}, to be {wanted} {self.bound:.3g}: **{word}**"


@dataclass
class Report:
    """Everything a benchmark has to say."""

    name: str
    machine: dict[str, Any]
    notes: list[str]
    table: list[Sequence[str]]
    targets: list[Target]
    figures: dict[str, Any] = field(default_factory=dict)
    chart: str = ""

    def markdown(self) -> str:
        """The part of performance.md between this benchmark's markers."""
        head, *lines = self.table
        drawn = [f"![{self.name}](performance-{self.name}.svg)", ""] if self.chart else []
        return "\n".join(
            [
                *(f"- {target.sentence}" for target in self.targets),
                *(f"- {note}" for note in self.notes),
                f"- {told(self.machine)}",
                "",
                f"| {' | '.join(head)} |",
                f"|{'---|' * len(head)}",
                *(f"| {' | '.join(cells)} |" for cells in lines),
                "",
                *drawn,
            ]
        )

    def tell(self, check: bool, write: bool) -> None:
        """Print and keep it; exit with 1 where `check` is asked for and a target isn't reached."""
        kept = {
            "machine": self.machine,
            "targets": [{**vars(target), "reached": target.reached} for target in self.targets],
            "notes": self.notes,
            **self.figures,
        }
        file = var() / "bench" / f"{self.name}.json"
        file.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
        print(f"\n{_aligned(self.table)}\n")
        for line in (
            *self.notes,
            told(self.machine),
            *(target.sentence.replace("*", "") for target in self.targets),
        ):
            print(line)
        if self.machine["load_before"] > QUIET_LOAD:
            load = self.machine["load_before"]
            print(f"Others kept this machine busy (load {load}): the ratios favour what has more processes.")
        if write:
            self._write()
        if check and not all(target.reached for target in self.targets):
            sys.exit(f"{self.name}: not reached")

    def _write(self) -> None:
        begin, end = f"<!-- bench:{self.name} -->", f"<!-- /bench:{self.name} -->"
        before, _begin, rest = PAGE.read_text().partition(begin)
        _old, found, after = rest.partition(end)
        if not found:
            raise RuntimeError(f"{PAGE} lacks the markers of {self.name}")
        PAGE.write_text(f"{before}{begin}\n{self.markdown()}{end}{after}")
        if self.chart:
            PAGE.with_name(f"performance-{self.name}.svg").write_text(self.chart)


def orders_table(rows: Sequence[Row], reference: str) -> list[Sequence[str]]:
    """Rates, latencies and CPU of all forms at all numbers of clients."""
    head = (
        "clients",
        "form",
        "orders/s",
        "p50 ms",
        "p95 ms",
        "CPU ms/order: program",
        "database",
        "load",
        "share",
    )
    lines = [
        (
            str(each.clients),
            each.form,
            f"{each.rate:.0f}",
            f"{each.latency_ms(0.5):.1f}",
            f"{each.latency_ms(0.95):.1f}",
            f"{each.cpu_ms('server'):.2f}",
            f"{each.cpu_ms('database'):.2f}",
            f"{each.cpu_ms('load'):.2f}",
            f"{each.share_of(row(rows, reference, each.clients)):.2f}",
        )
        for each in rows
    ]
    return [head, *lines]


def orders_figures(rows: Sequence[Row]) -> dict[str, Any]:
    """The same, and each round, for programs to read."""
    return {
        "rows": [
            {
                "form": each.form,
                "clients": each.clients,
                "orders_per_second": each.rate,
                "rounds": [outcome.rate for outcome in each.rounds],
                "p50_ms": each.latency_ms(0.5),
                "p95_ms": each.latency_ms(0.95),
                **{
                    f"{part}_cpu_ms": each.cpu_ms(part)
                    for part in ("server", "database", "load", "elsewhere")
                },
                "idle": each.idle,
            }
            for each in rows
        ]
    }


def busy_note(rows: Sequence[Row]) -> str:
    """How much of the machine was used by the measured, by others and by nobody, at most clients."""
    most = max(each.clients for each in rows)
    ours = row(rows, OURS, most)
    return (
        f"At {most} clients {100 * ours.idle:.0f} % of the machine was idle; other programs used "
        f"{max(each.elsewhere for each in rows):.2f} cores at most."
    )


def _aligned(table: Sequence[Sequence[str]]) -> str:
    widths = [max(len(cells[column]) for cells in table) for column in range(len(table[0]))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True)) for cells in table
    )
