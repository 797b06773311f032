"""Brings the checkout to where it can serve: database, migrations, demo market. Each step is skipped when done."""

import argparse
import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dinghuo.local import browser, messages, roles
from dinghuo.local.address import Address, address, external
from dinghuo.local.places import ROOT, read_json, var
from dinghuo.local.server import Use


def main() -> None:
    """Run every step, then say where the market is and who may sign in."""
    parser = argparse.ArgumentParser(prog="bin/setup", description=__doc__)
    parser.add_argument("--browser", action="store_true", help="also find, or as root install, a Chromium")
    parser.add_argument("--fresh", action="store_true", help="throw the database away first")
    parser.add_argument("--no-demo", action="store_true", help="leave the market empty")
    options = parser.parse_args()
    with Use():
        if options.fresh:
            with step("Database: dropped"):
                roles.renew_database()
        prepare(demo=not options.no_demo)
    if options.browser:
        browser.prepare()
    print(logins())
    print("Start it with bin/dev")


def prepare(demo: bool = True) -> None:
    """Make database, tables and demo market what this checkout's code wants. The server must be in use."""
    with _one_at_a_time():
        messages.compile_all()
        with step(f"Database: {'DATABASE_URL' if external() else 'PostgreSQL 18 under var/'}"):
            if external():
                roles.prepare_external()
        wanted, found = f"migrated to {digest()}", roles.remark(address("owner"))
        if found is None:
            (var() / "demo.json").unlink(missing_ok=True)  # it told of a database that is gone
        if found != wanted:
            with step("Tables: migrate as their owner"):
                migrate(address("owner"))
                roles.set_remark(address("owner"), wanted)
        command = ROOT / "dinghuo" / "demo" / "management" / "commands" / "load_demo.py"
        if demo and command.exists() and not (var() / "demo.json").exists():
            with step("Demo market: a year of trade"):
                manage("load_demo")


def migrate(where: Address) -> None:
    """Bring the tables of a database up to this checkout's migrations."""
    manage("migrate", "--verbosity", "0", DINGHUO_DB_ROLE="owner", DINGHUO_DB_NAME=where.name)
    roles.grant_common(where)


def manage(*arguments: str, **variables: str) -> None:
    """Run a command of Django's command line, with these environment variables besides."""
    environment = {**os.environ, **variables}
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments], env=environment, cwd=ROOT, check=True
    )


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print what is being done, and how long it took."""
    started = time.monotonic()
    print(f"· {title}", end="", flush=True)
    yield
    print(f"  {time.monotonic() - started:.1f} s", flush=True)


def logins() -> str:
    """Return the demo market's logins as lines; empty when it is not loaded."""
    found = read_json(var() / "demo.json") or {}
    accounts: list[dict[str, Any]] = found.get("accounts", [])
    if not accounts:
        return "No demo market is loaded."
    columns = ("door", "market", "organisation", "login", "password")
    rows = [columns, *(tuple(str(account.get(name, "")) for name in columns) for account in accounts)]
    return "\n".join("  " + "  ".join(f"{cell:<12}" for cell in row).rstrip() for row in rows)


def digest() -> str:
    """Name the state of all migrations there are, our own and those of the locked libraries."""
    digest = hashlib.sha256()
    # The migrations isolate tables by what policies.py says; migrate gives markets what roles.py has gained.
    for file in [
        *sorted((ROOT / "dinghuo").glob("*/migrations/*.py")),
        ROOT / "dinghuo/foundation/policies.py",
        ROOT / "dinghuo/organisations/rules/roles.py",
    ]:
        digest.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    digest.update((ROOT / "requirements" / "base.txt").read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    lock = os.open(var() / "setup.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


if __name__ == "__main__":
    main()
