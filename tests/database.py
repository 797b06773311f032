"""Gives each test process a database of its own, cloned from one that was migrated once.

The owner makes the databases; tests connect as the app role, which row-level security binds and which can truncate
nothing. So no test clears a table: each makes its own market.
"""

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

import psycopg
from psycopg import sql

from dinghuo.local import roles, setup
from dinghuo.local.address import Address, address
from dinghuo.local.places import ROOT, var

# Names carry the checkout and the process: several may test on one server at once.
PREFIX = f"{address('owner').name}_test_{hashlib.sha256(str(ROOT).encode()).hexdigest()[:6]}"
TEMPLATE = f"{PREFIX}_template"


@contextmanager
def cloned(worker: str) -> Iterator[Address]:
    """Yield the app role's address of a fresh database, dropped afterwards."""
    name = f"{PREFIX}_{os.getpid()}_{worker}"
    owner = address("owner")
    with _one_at_a_time(), closing(roles.connect(owner)) as connection:
        _drop_orphans(connection)
        _make_template(connection)
        _run(connection, "CREATE DATABASE {} TEMPLATE {}", name, TEMPLATE)
    roles.prepare_database(replace(owner, name=name))
    try:
        yield replace(address("app"), name=name)
    finally:
        with closing(roles.connect(owner)) as connection:
            _drop(connection, name)


def _make_template(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    template = replace(address("owner"), name=TEMPLATE)
    wanted = f"migrated to {setup.digest()}"
    exists = (
        connection.execute("SELECT FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone() is not None
    )
    if exists and roles.remark(template) == wanted:
        return
    _drop(connection, TEMPLATE)
    _run(connection, "CREATE DATABASE {}", TEMPLATE)
    roles.prepare_database(template)
    setup.migrate(template)
    roles.set_remark(template, wanted)


def _drop_orphans(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Drop what killed test runs left behind."""
    rows = connection.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX + "_"]
    )
    for (name,) in rows.fetchall():
        process = str(name).removeprefix(PREFIX + "_").split("_")[0]
        if process.isdigit() and not _lives(int(process)):
            _drop(connection, str(name))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _drop(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    for tries_left in range(20, -1, -1):
        try:
            return _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        except psycopg.errors.InsufficientPrivilege:
            # The server's own autovacuum is at work in it, which only a superuser may end: it soon goes by itself.
            if not tries_left:
                raise
            time.sleep(0.5)


def _run(connection: psycopg.Connection[tuple[object, ...]], statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    lock = os.open(var() / "test-template.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
