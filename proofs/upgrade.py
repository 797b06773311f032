"""Migrations run on a loaded database without keeping any writer waiting for more than a second.

Copies this checkout's database (its demo, by backup and restore) and takes the copy back to where it was before: to
the tables of the latest release, or while there is none, of --from REF, or of each app's first migration. Then
migrates it forward as bin/setup does, while writers change rows of every table without a pause and a reader holds
each table for seconds, as a report does. The longest wait of any write is the figure. At the end the rows are the same
and the database is safe.

    bin/prove upgrade [--from REF] [--limit 1.0]
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg
from psycopg import sql

from dinghuo.local import setup
from dinghuo.local.address import Address, address
from dinghuo.local.places import ROOT, var
from dinghuo.local.roles import connect
from dinghuo.local.sql import superuser
from dinghuo.operations.backup import make
from dinghuo.operations.backup.restore import opened, put_in_place, rebuild
from proofs.restore import in_program, wipe

WRITERS = 3
ROWS = 50
READ_SECONDS = 2.5
TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.reltuples <> 0
  AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'market_id')
  AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'id')
ORDER BY 1
"""


@dataclass
class Waits:
    """What the writers met."""

    writes: int = 0
    longest: float = 0.0
    table: str = ""
    failed: list[str] = field(default_factory=list)

    def note(self, table: str, seconds: float) -> None:
        """Note one write."""
        self.writes += 1
        if seconds > self.longest:
            self.longest, self.table = seconds, table


class Traffic:
    """Writers and a reader at work on a database, until they are told to stop."""

    def __init__(self, where: Address, read: Sequence[str] = ()) -> None:
        """`read`: the tables the reader holds; default: some, by chance."""
        self.read = read
        # Policies would bind anybody else, and the writers write everywhere; locks are the same for all.
        self.where = replace(superuser(), name=where.name)
        self.waits = Waits()
        self._over = threading.Event()
        self._rows = self._choose()
        works = [*[self._write] * WRITERS, self._read]
        self._threads = [threading.Thread(target=work, daemon=True) for work in works]

    def _choose(self) -> list[tuple[str, object]]:
        with closing(connect(self.where)) as connection:
            connection.execute("ANALYZE")
            chosen: list[tuple[str, object]] = []
            for (name,) in connection.execute(TABLES).fetchall():
                few = sql.SQL("SELECT id FROM {} LIMIT {}").format(sql.Identifier(str(name)), ROWS)
                chosen += [(str(name), row) for (row,) in connection.execute(few).fetchall()]
        return chosen

    def __enter__(self) -> "Traffic":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _write(self) -> None:
        chance = random.Random(threading.get_ident())
        with closing(connect(self.where)) as connection:
            while not self._over.is_set():
                table, row = chance.choice(self._rows)
                change = sql.SQL("UPDATE {} SET market_id = market_id WHERE id = %s").format(
                    sql.Identifier(table)
                )
                started = time.monotonic()
                try:
                    connection.execute(change, [row])
                except psycopg.Error as reason:
                    self.waits.failed.append(f"{table}: {reason}")
                self.waits.note(table, time.monotonic() - started)

    def _read(self) -> None:
        """Hold a few tables open as a report does, then let go for a moment."""
        tables = sorted({table for table, _ in self._rows})
        chance = random.Random(1)
        with closing(connect(self.where)) as connection:
            while not self._over.is_set():
                with connection.transaction():
                    for table in self.read or chance.sample(tables, min(3, len(tables))):
                        connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
                    self._over.wait(READ_SECONDS)
                self._over.wait(0.5)


def latest_release() -> str:
    """The tag of the latest release; empty while there is none."""
    tags = subprocess.run(
        ["git", "tag", "--list", "v*", "--sort=-v:refname"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return next(iter(tags.stdout.split()), "")


def first_migrations() -> list[tuple[str, str]]:
    """The first migration of each of our apps that has more than one."""
    folders = sorted(
        folder for folder in ROOT.glob("dinghuo/*/migrations") if len(list(folder.glob("0*.py"))) > 1
    )
    return [(folder.parent.name, min(file.stem for file in folder.glob("0*.py"))) for folder in folders]


def of_release(ref: str, name: str, folder: Path) -> None:
    """Make the database `name` as that version of the program makes it, with its own demo."""
    packed = subprocess.run(["git", "archive", ref], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=packed, check=True)
    with closing(connect(replace(address("owner"), name="postgres"))) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    (folder / "var").mkdir()
    for file in [*var().glob("password-*"), var() / "postgres.json", var() / "secret"]:
        (folder / "var" / file.name).write_text(file.read_text())
    # It finds our server, whose passwords it now has; only its keeper's locks are its own.
    program = (
        "from dataclasses import replace; from dinghuo.local import roles, setup;"
        "from dinghuo.local.address import address;"
        "roles.prepare_database(address('owner')); setup.migrate(address('owner')); setup.manage('load_demo')"
    )
    owner = address("owner")
    url = f"postgresql://{owner.user}:{owner.password}@{owner.host}:{owner.port}/{owner.name}"
    environment = {**os.environ, "PYTHONPATH": str(folder), "DATABASE_URL": url, "DINGHUO_DB_NAME": name}
    environment.pop("DINGHUO_VAR", None)
    subprocess.run([sys.executable, "-P", "-c", program], cwd=folder, env=environment, check=True)


def of_now(name: str, folder: Path, back_to: Sequence[tuple[str, str]]) -> None:
    """Copy the living database to `name`, and take its tables back."""
    chosen = make.backup(folder / "backups")
    if not opened(chosen)["content"]["tables"]["ordering_order"][0]:
        sys.exit("There is no load: run bin/setup, which loads the demo.")
    os.environ["DINGHUO_DB_NAME"] = name
    put_in_place(rebuild(chosen, opened(chosen)), opened(chosen))
    for app, migration in back_to:
        setup.manage("migrate", app, migration, "--verbosity", "0", DINGHUO_DB_ROLE="owner")


def main() -> None:
    """Prove it."""
    parser = argparse.ArgumentParser(prog="bin/prove upgrade", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--from", dest="ref", default=latest_release(), help="a version; default: the latest release"
    )
    parser.add_argument("--limit", type=float, default=1.0, help="longest wait of a write, in seconds")
    options = parser.parse_args()
    living, name = address("owner"), f"{address('owner').name}_proof_upgrade"
    where = replace(living, name=name)
    wipe(name)
    try:
        with tempfile.TemporaryDirectory(dir=var()) as folder:
            if options.ref:
                of_release(options.ref, name, Path(folder))
            else:
                of_now(name, Path(folder), first_migrations())
        os.environ["DINGHUO_DB_NAME"] = name
        with Traffic(where) as traffic:
            time.sleep(3)
            quiet, began = traffic.waits.longest, time.monotonic()
            setup.migrate(where)
            seconds = time.monotonic() - began
        shown = in_program(name, "look")
    finally:
        wipe(name)
        os.environ["DINGHUO_DB_NAME"] = living.name
    tell(options.ref or "each app's first migration", traffic.waits, quiet, seconds)
    wrong = [
        f"{key}: {told['wrong']} rows" for key, told in shown.items() if key != "unsafe" and told["wrong"]
    ]
    wrong += [*shown["unsafe"], *traffic.waits.failed[:3]]
    if traffic.waits.longest > options.limit:
        wrong.append(f"a write of {traffic.waits.table} waited {traffic.waits.longest:.2f} s")
    if wrong:
        sys.exit("The upgrade is NOT proven: " + "; ".join(wrong))


def tell(since: str, waits: Waits, quiet: float, seconds: float) -> None:
    """Print the figures."""
    print(
        f"from {since}: migrated in {seconds:.1f} s under {waits.writes} writes; the longest waited "
        f"{waits.longest * 1000:.0f} ms ({waits.table}), before the migration {quiet * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
