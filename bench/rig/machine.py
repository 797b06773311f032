"""Says on what was measured: figures of different machines can't be compared."""

import os
import platform
import subprocess
import time
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil
import psycopg

from dinghuo.local.address import Address
from dinghuo.local.places import ROOT

SETTINGS = ("fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "server_version")
#: Other programs' load beyond which figures aren't worth keeping.
QUIET_LOAD = 2.0


def machine(place: Address) -> dict[str, Any]:
    """Processor, memory, load before the run, versions and what the database is set to."""
    with closing(psycopg.connect(place.dsn())) as connection:
        settings = {name: connection.execute(f"SHOW {name}").fetchone()[0] for name in SETTINGS}
    return {
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "commit": _commit(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30),
        "load_before": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "django": version("django"),
        "granian": version("granian"),
        "psycopg": version("psycopg"),
        "postgresql": settings,
    }


def told(found: dict[str, Any]) -> str:
    """The machine in one sentence."""
    database = found["postgresql"]
    return (
        f"{found['date']}, commit {found['commit']}, {found['processor']}, {found['cores']} cores, "
        f"{found['memory_gb']} GB, load before {found['load_before']}; PostgreSQL {database['server_version']} "
        f"(fsync {database['fsync']}, synchronous_commit {database['synchronous_commit']}, shared_buffers "
        f"{database['shared_buffers']}), Python {found['python']}, Django {found['django']}, granian {found['granian']}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
