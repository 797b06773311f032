"""Runs benchmarks in their short form, as bin/bench does."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from dinghuo.local.places import ROOT, var
from dinghuo.local.server import Use

SHORT = ("--small", "--seconds", "1", "--rounds", "1")


@pytest.fixture
def bench() -> Iterator[Callable[..., tuple[str, int, dict]]]:
    """Return a function that runs one: what it printed, its exit code and what it kept."""

    def run(name: str, *arguments: str) -> tuple[str, int, dict]:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "dinghuo.settings.dev",
        }
        environment.pop("DINGHUO_DB_NAME", None)
        command = [sys.executable, str(ROOT / "bench" / f"{name.replace('-', '_')}.py"), *SHORT, *arguments]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        kept = var() / "bench" / f"{name}.json"
        return ran.stdout + ran.stderr, ran.returncode, json.loads(kept.read_text()) if kept.exists() else {}

    with Use():
        yield run
