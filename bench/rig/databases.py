"""The databases in which is measured: made once, kept on this checkout's server, emptied of trade before each run."""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, replace
from uuid import UUID

import psycopg
from psycopg import sql

from bench.limit.fill import fill
from bench.rig.size import FULL, Size
from dinghuo.local import roles, setup
from dinghuo.local.address import Address, address
from dinghuo.local.places import ROOT, var

MADE_BY = (
    "bench/rig/market.py",
    "bench/rig/market.sql",
    "dinghuo/local/lightened.py",
    "bench/limit/schema.sql",
)
#: Everything that placing orders writes. Emptied at once, it takes no time, however much it was.
TRADE = (
    *(
        "ordering_linemove",
        "ordering_ordermessage",
        "ordering_orderchange",
        "ordering_orderline",
        "ordering_order",
    ),
    *("ordering_ordergroup", "inventory_reservation", "inventory_picked", "inventory_movement"),
    "finance_credithold",
    *("foundation_eventrow", "foundation_command", "procrastinate_events", "procrastinate_jobs"),
    *(
        "organisations_notification",
        "bench_limit.line",
        "bench_limit.placed",
        "bench_limit.event",
        "bench_limit.job",
    ),
)
EMPTIED = """
TRUNCATE {tables} CASCADE;
DELETE FROM finance_creditmove WHERE kind <> 'limit';
UPDATE finance_creditline SET ordered = 0 WHERE ordered <> 0;
UPDATE inventory_stock SET reserved = 0, on_hand = 100000000 WHERE reserved <> 0 OR on_hand <> 100000000;
UPDATE bench_limit.credit SET used = 0 WHERE used <> 0;
UPDATE bench_limit.stock SET reserved = 0 WHERE reserved <> 0;
-- Keys in use are noted every five minutes at most; none of the measured calls is to be the one.
UPDATE integration_apikey SET last_used_at = now() + interval '1 day';
"""
VACUUMED = (
    "VACUUM (ANALYZE) inventory_stock, finance_creditline, finance_creditmove, integration_apikey, {tables}"
)
CONTEXT = """
SELECT set_config('dinghuo.market', id::text, false), set_config('dinghuo.scope', 'market', false), id
FROM organisations_market
"""


@contextmanager
def ready(size: Size) -> Iterator[Address]:
    """Yield the database with a market of this size, without any trade; made when it is missing or of older code.

    One benchmark runs at a time: two would measure each other.
    """
    name = f"{address('owner').name}_bench{'' if size == FULL else '_small'}"
    place = replace(address("owner"), name=name)
    (var() / "bench").mkdir(exist_ok=True)
    with one_at_a_time():
        _prepare(place, size)
        yield place


def _prepare(place: Address, size: Size) -> None:
    wanted = f"{setup.digest()} {astuple(size)} {_made_by()}"
    if not exists(place) or roles.remark(place) != wanted:
        with setup.step(
            f"Market: {size.products:,} products, {size.customers:,} customers, {size.price_rows:,} prices"
        ):
            make(place, size)
            roles.set_remark(place, wanted)
    with setup.step("Market: without trade"):
        empty(place)


def exists(place: Address) -> bool:
    """Whether there is such a database."""
    with closing(roles.connect(address("owner"))) as connection:
        found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [place.name])
        return found.fetchone() is not None


def make(place: Address, size: Size) -> None:
    """Make the database anew with tables, market and reference."""
    with named(place):
        roles.renew_database()
        setup.migrate(place)
        command = [sys.executable, "-m", "bench.rig.market", *map(str, astuple(size))]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "dinghuo.settings.dev"}
        subprocess.run(command, check=True, cwd=ROOT, env=environment)
    fill(place, size)


def copy(place: Address, other: Address) -> None:
    """Make the other database anew as a copy of this one."""
    with closing(roles.connect(address("owner"))) as connection:
        names = sql.Identifier(other.name), sql.Identifier(place.name)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(names[0]))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
    roles.prepare_database(other)


def empty(place: Address) -> None:
    """Take away all trade, so that each run begins alike."""
    tables = ", ".join(TRADE)
    with acting(place) as connection:
        connection.execute(EMPTIED.format(tables=tables))
        connection.execute(VACUUMED.format(tables=tables))


def market(place: Address) -> UUID:
    """The id of the measured market."""
    with acting(place) as connection:
        return UUID(connection.execute("SELECT current_setting('dinghuo.market')").fetchone()[0])


@contextmanager
def acting(place: Address) -> Iterator[psycopg.Connection]:
    """A connection of the owner's that sees the measured market."""
    with closing(psycopg.connect(place.dsn(), autocommit=True)) as connection:
        connection.execute("SELECT set_config('dinghuo.scope', 'gate', false)")
        connection.execute(CONTEXT)
        yield connection


@contextmanager
def named(place: Address) -> Iterator[None]:
    """Let programs that are started in here use this database."""
    before = os.environ.get("DINGHUO_DB_NAME")
    os.environ["DINGHUO_DB_NAME"] = place.name
    try:
        yield
    finally:
        if before is None:
            del os.environ["DINGHUO_DB_NAME"]
        else:
            os.environ["DINGHUO_DB_NAME"] = before


def _made_by() -> str:
    # A changed recipe makes the market anew.
    recipe = b"".join((ROOT / file).read_bytes() for file in MADE_BY)
    return hashlib.sha256(recipe).hexdigest()[:8]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other benchmark of this checkout runs."""
    lock = os.open(var() / "bench" / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
