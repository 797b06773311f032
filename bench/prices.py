"""The prices of a 500-line cart and a 48-product page among 5,000,000 price rows of 2,000 contracts.

The reference is one bare statement that looks up one known price row for each line, in turns with ours. The same is
asked among 50,000 rows: what more contracts cost. Beside it: the rows that one changed price writes, and the time in
which a list of 100,000 prices is replaced. Both databases are made for it and dropped afterwards (4 GB at full size).

    bin/bench prices [--rounds 1] [--small] [--check] [--write]
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, replace
from typing import Any

from bench.rig import databases
from bench.rig.machine import machine
from bench.rig.options import options, parser
from bench.rig.outcome import percentile
from bench.rig.report import Report, Target
from bench.rig.size import Size
from dinghuo.local import roles, setup
from dinghuo.local.address import Address, address
from dinghuo.local.dev import PRODUCTION
from dinghuo.local.places import ROOT, var

FULL = Size(products=100_000, customers=2_000, contract=1_200)
FEW = Size(products=2_000, customers=20, contract=1_150)
#: A fiftieth of the rows, against a tenth of the few.
SMALL = Size(products=2_000, customers=40, contract=1_200)
SMALL_FEW = Size(products=1_000, customers=3, contract=500)
REACH_TIMES, REACH_GROWTH = 5, 1.5
TURNS, FEW_TURNS = 60, 12


def main() -> None:
    """Measure among many and among few."""
    arguments = parser("prices", __doc__)
    arguments.set_defaults(rounds=1)
    chosen = options(arguments.parse_args())
    (var() / "bench").mkdir(exist_ok=True)
    sizes = (SMALL, SMALL_FEW) if chosen.small else (FULL, FEW)
    turns = (FEW_TURNS if chosen.small else TURNS) * chosen.rounds
    with (
        databases.one_at_a_time(),
        market("prices", sizes[0]) as place,
        market("prices_few", sizes[1]) as few,
    ):
        found = machine(place)
        many_told, few_told = asked(place, sizes[0], turns), asked(few, sizes[1], turns)
    Report(
        name="prices",
        machine=found,
        notes=notes(many_told),
        table=table(sizes, many_told, few_told),
        targets=targets(many_told, few_told),
        figures={"many": many_told, "few": few_told},
    ).tell(chosen.check, chosen.write)


@contextmanager
def market(name: str, size: Size) -> Iterator[Address]:
    """A database with a market of this size, which is gone afterwards."""
    place = replace(address("owner"), name=f"{address('owner').name}_bench_{name}")
    with databases.named(place):
        roles.renew_database()
        setup.migrate(place)
        run("bench.rig.market", *map(str, astuple(size)))
    try:
        yield place
    finally:
        with databases.named(place):
            roles.drop_database()


def asked(place: Address, size: Size, turns: int) -> dict[str, Any]:
    """What price_questions.py found there."""
    with databases.named(place):
        numbers = (size.customers, size.contract, size.products, turns)
        told: dict[str, Any] = json.loads(
            run("bench.rig.price_questions", *map(str, numbers)).splitlines()[-1]
        )
        return told


def run(module: str, *arguments: str) -> str:
    """What a program prints that needs Django."""
    environment = {**os.environ, **PRODUCTION}
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(
        command, check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ).stdout


def targets(many: dict[str, Any], few: dict[str, Any]) -> list[Target]:
    """Against the bare statement, and against the same among few rows: the median of each counts."""
    found = []
    for name, words in (("cart", "A cart of 500 lines"), ("page", "A page of 48 products")):
        ours, bare = (percentile(many[name][part], 0.5) for part in ("ours", "bare"))
        found.append(Target(f"{words}, in times the bare statement", ours / bare, REACH_TIMES, False))
        growth = ours / percentile(few[name]["ours"], 0.5)
        found.append(Target(f"{words}, in times the same among few rows", growth, REACH_GROWTH, False))
    statements = {
        count for name in ("cart", "page") for told in (many, few) for count in told[name]["statements"]
    }
    found.append(
        Target("Statements for the prices of a cart or page, however many rows", max(statements), 1, False)
    )
    touched = max(told["change"]["price_rows"] for told in (many, few))
    found.append(Target("Rows of prices that one changed price writes", touched, 3, False))
    return found


def table(sizes: tuple[Size, Size], many: dict[str, Any], few: dict[str, Any]) -> list[tuple[str, ...]]:
    """Medians and 95th percentiles of both, among many and among few."""
    rows = []
    for name in ("cart", "page"):
        for part in ("ours", "bare"):
            for size, told in zip(sizes, (many, few), strict=True):
                times = told[name][part]
                took = (f"{1000 * percentile(times, share):.2f}" for share in (0.5, 0.95))
                rows.append((name, part, f"{size.price_rows:,}", *took))
    return [("", "", "price rows", "p50 ms", "p95 ms"), *rows]


def notes(told: dict[str, Any]) -> list[str]:
    """The change of one price, and of all."""
    one, all_of_them = told["change"], told["replacement"]
    return [
        f"One changed price writes {one['price_rows']} rows of prices, {one['rows']} with its event and job, in "
        f"{1000 * one['seconds']:.1f} ms.",
        f"A list of {all_of_them['rows']:,} prices is replaced in {all_of_them['seconds']:.1f} s.",
    ]


if __name__ == "__main__":
    main()
