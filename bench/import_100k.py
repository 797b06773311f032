"""A sheet of 100,000 prices, previewed and written, against reading the file and a bare COPY of the same rows.

The reference copies into the price table itself, with its keys and its law that no two prices of a slot overlap; what a
table without any law would take is told beside it. One row in a thousand is wrong, and is to be found.

    bin/bench import-100k [--rounds 1] [--small] [--check] [--write]
"""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import psutil
import psycopg

from bench.rig import databases
from bench.rig.machine import machine
from bench.rig.options import options, parser
from bench.rig.price_sheet import timed
from bench.rig.report import Report, Target
from dinghuo.integration.steps.imports.read_sheet import read_sheet
from dinghuo.local import roles, setup
from dinghuo.local.address import Address, address
from dinghuo.local.dev import PRODUCTION
from dinghuo.local.places import ROOT, var

ROWS, FEW_ROWS = 100_000, 5_000
REACH_TIMES = 5
REACH_MB = 300
COLUMNS = "id, market_id, list_id, variant_id, unit, min_quantity, amount, valid"
#: The rows that the import wrote, as text: what COPY is given.
WRITTEN = f"COPY (SELECT {COLUMNS} FROM pricing_price) TO STDOUT"
EMPTY = "TRUNCATE pricing_price"


def main() -> None:
    """Measure in a database made for it."""
    arguments = parser("import-100k", __doc__)
    arguments.set_defaults(rounds=1)
    chosen = options(arguments.parse_args())
    rows = FEW_ROWS if chosen.small else ROWS
    (var() / "bench").mkdir(exist_ok=True)
    place = replace(address("owner"), name=f"{address('owner').name}_bench_import")
    found = [measured(place, rows) for _round in range(chosen.rounds)]
    one = {name: median(each[name] for each in found) for name in found[0]}
    ours = one["preview"] + one["apply"]
    reference = one["read"] + one["copy"]
    Report(
        name="import-100k",
        machine=machine(place),
        notes=[
            f"{one['written']:,.0f} of {rows:,} rows written, {one['wrong']:,.0f} found wrong, each with its cell.",
            f"Against a table without any law: {ours / (one['read'] + one['bare']):.1f} times.",
        ],
        table=[
            ("", "seconds", "rows a second"),
            *((name, f"{one[key]:.2f}", f"{rows / one[key]:,.0f}") for name, key in PARTS),
        ],
        targets=[
            Target(
                "Reading, checking, showing and writing, in times the reference",
                ours / reference,
                REACH_TIMES,
                False,
            ),
            Target("Most memory of the worker, MB", one["memory_mb"], REACH_MB, False),
            Target("Most memory of the process that reads the file, MB", one["reader_mb"], REACH_MB, False),
        ],
        figures={"rows": rows, "seconds": one},
    ).tell(chosen.check, chosen.write)


PARTS = (
    ("preview: read, check, keep", "preview"),
    ("write the rows", "apply"),
    ("reference: read the file", "read"),
    ("reference: COPY into the price table", "copy"),
    ("COPY into a table without any law", "bare"),
)


def measured(place: Address, rows: int) -> dict[str, float]:
    """The import and the reference, one after the other in one fresh database."""
    with databases.named(place), tempfile.TemporaryDirectory() as folder:
        roles.renew_database()
        setup.migrate(place)
        file = Path(folder) / "prices.xlsx"
        ids = run(str(rows), str(file)).split()
        ours: dict[str, float] = json.loads(run(str(file), *ids))
        return ours | {"reader_mb": weighed(file, rows)} | referred(place, file, rows)


def run(*arguments: str) -> str:
    """The last line that price_sheet.py prints."""
    # In development every statement is kept in memory.
    environment = {**os.environ, **PRODUCTION}
    command = [sys.executable, "-m", "bench.rig.price_sheet", *arguments]
    told = subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    return told.stdout.splitlines()[-1]


def weighed(file: Path, rows: int) -> float:
    """The most memory in MB of the process that reads the file, looked at while it does."""
    most = 0
    with read_sheet(file, rows) as source:
        for position, _cells in source:
            if position % 1000 == 0:
                most = max(most, *(child.memory_info().rss for child in psutil.Process().children()))
    return most / 1024**2


def referred(place: Address, file: Path, rows: int) -> dict[str, float]:
    """Seconds of reading the file and of copying the rows that were written, with and without the table's laws."""
    with closing(psycopg.connect(place.dsn(), autocommit=True)) as connection:
        # COPY refuses a table under row-level security: here the owner steps outside of it.
        connection.execute("ALTER TABLE pricing_price NO FORCE ROW LEVEL SECURITY")
        connection.execute("CREATE TABLE bare (LIKE pricing_price)")
        with connection.cursor().copy(WRITTEN) as copied:
            text = b"".join(bytes(part) for part in copied)
        connection.execute(EMPTY)
        return {
            "read": timed(lambda: read(file, rows)),
            "copy": timed(lambda: copy(connection, "pricing_price", text)),
            "bare": timed(lambda: copy(connection, "bare", text)),
        }


def read(file: Path, rows: int) -> None:
    """Read every row, as the import does."""
    with read_sheet(file, rows) as source:
        assert sum(1 for _row in source) == rows + 1


def copy(connection: psycopg.Connection[Any], table: str, text: bytes) -> None:
    """Write the rows the quickest way there is."""
    with connection.cursor().copy(f"COPY {table} ({COLUMNS}) FROM STDIN".encode()) as copied:
        copied.write(text)


if __name__ == "__main__":
    main()
