"""Serves the measured market by the command of bin/dev --production, on loopback, without the worker.

The reference has no worker either: it writes the job and leaves it.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psutil

from dinghuo.local.address import Address, external
from dinghuo.local.cluster import free_port
from dinghuo.local.dev import PRODUCTION, web_server
from dinghuo.local.places import ROOT, read_json, var
from dinghuo.local.processes import LAUNCH, Child

READY_SECONDS = 60


@dataclass(frozen=True)
class Served:
    """A program that answers on this port."""

    port: int
    process: psutil.Process


@contextmanager
def served(place: Address, **environment: str) -> Iterator[Served]:
    """The program, on a database; ended on leaving. Raises RuntimeError when it doesn't get ready."""
    port = free_port()
    with running(web_server(port, {**PRODUCTION, "DINGHUO_DB_NAME": place.name, **environment})) as process:
        _wait(port)
        yield Served(port, process)


@contextmanager
def running(child: Child) -> Iterator[psutil.Process]:
    """Run a program of bin/dev until leaving. Its log goes into a file, as it does on a server."""
    with (var() / "bench" / f"{child.name.replace(' ', '-')}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-IS", str(LAUNCH), "--signal", "SIGTERM", "--", *child.command],
            cwd=ROOT,
            env={**os.environ, **child.environment, "DINGHUO_SUPERVISED": "1"},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def through(port: int, folder: Path) -> Mapping[str, str]:
    """Environment in which the program reaches the database through a port of this machine."""
    if external():
        parts = urlsplit(os.environ["DATABASE_URL"])
        user = parts.netloc.rpartition("@")[0]
        return {"DATABASE_URL": urlunsplit(parts._replace(netloc=f"{user}@127.0.0.1:{port}"))}
    # The program reads there where its database is; the passwords are the same.
    folder.mkdir(parents=True, exist_ok=True)
    for file in (*var().glob("password-*"), var() / "secret"):
        shutil.copy2(file, folder)
    server = read_json(var() / "postgres.json") or {}
    static = folder / "static"
    if not static.is_symlink():
        # A program that was started there before has made an empty one.
        shutil.rmtree(static, ignore_errors=True)
        static.symlink_to(var() / "static")
    (folder / "postgres.json").write_text(json.dumps({**server, "port": port}))
    return {"DINGHUO_VAR": str(folder)}


def _wait(port: int) -> None:
    ends = time.monotonic() + READY_SECONDS
    missing = ""
    while time.monotonic() < ends:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).close()
        except urllib.error.HTTPError as fault:
            missing = fault.read().decode()
        except OSError as fault:
            missing = str(fault)
        else:
            return
        time.sleep(0.1)
    raise RuntimeError(f"the program isn't ready: {missing}")
