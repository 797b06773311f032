"""bin/dev: serves, brings back what dies, stops everything it started, and everything stops when it is killed."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from dinghuo.local import cluster
from dinghuo.local.places import ROOT

STRANGERS = ("DATABASE_URL", "DINGHUO_DB_NAME", "DINGHUO_APP_PASSWORD", "DJANGO_SETTINGS_MODULE")


class Market:
    """A running bin/dev with a database of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.port = cluster.free_port()
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if name not in STRANGERS}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dinghuo.local.dev", "--no-demo", "--port", str(self.port), *arguments],
            cwd=ROOT,
            env={**kept, "DINGHUO_VAR": str(folder)},
            start_new_session=True,
        )
        eventually(self.ready, 120)
        self.family: set[int] = set()
        self.meet_family()

    def meet_family(self) -> None:
        """Remember every process that belongs to it now."""
        self.family |= {process.pid for process in psutil.Process(self.process.pid).children(recursive=True)}
        self.family.add(self.keeper())

    def keeper(self) -> int:
        """The process that keeps its database."""
        return int(json.loads((self.folder / "postgres.json").read_text())["keeper"])

    def ready(self) -> bool:
        """Whether it says it can serve."""
        assert self.process.poll() is None
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def web_server(self) -> int:
        """The process that answers; its parent supervises it."""
        children = psutil.Process(self.process.pid).children()
        return next(child.pid for child in children if "granian" in " ".join(child.cmdline()))

    def gone(self) -> bool:
        """Whether nothing of it is left, the database included."""
        left = [
            pid for pid in self.family if psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie"
        ]
        return not left and not (self.folder / "postgres" / "postmaster.pid").exists()


def eventually(holds: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "did not come true in time"
        time.sleep(0.1)


def dead(process: int) -> bool:
    try:
        return psutil.Process(process).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One database for this file; making the tables takes longest."""
    return tmp_path_factory.mktemp("var")


def test_brings_back_what_dies_and_leaves_nothing_behind(folder: Path) -> None:
    market = Market(folder)
    try:
        for killed in (market.web_server(), market.keeper()):
            os.kill(killed, signal.SIGKILL)
            eventually(lambda killed=killed: dead(killed))
            time.sleep(1)
            eventually(market.ready)
        market.meet_family()
    finally:
        market.process.kill()
        market.process.wait()
    eventually(market.gone)


def test_production_settings_and_a_clean_stop(folder: Path) -> None:
    market = Market(folder, "--production")
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{market.port}/design", timeout=5) as answer:
            assert "unsafe" not in answer.headers["Content-Security-Policy"]
    finally:
        market.process.send_signal(signal.SIGINT)
        assert market.process.wait(timeout=60) == 0
    assert market.gone()
