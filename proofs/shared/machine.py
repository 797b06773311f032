"""Says on which machine a proof ran, since its figures mean nothing without."""

import os
import platform
from pathlib import Path

import psutil
import psycopg

from dinghuo.local.address import address


def machine() -> str:
    """Processor, cores, memory, system, versions, and how busy it is now."""
    memory = psutil.virtual_memory().total / 2**30
    load = os.getloadavg()[0]
    return (
        f"Machine: {os.cpu_count()} cores ({_processor()}), {memory:.0f} GiB, {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}, PostgreSQL {_database()}, load {load:.1f}."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _database() -> str:
    try:
        with psycopg.connect(address("app").dsn(), connect_timeout=5) as connection:
            number = connection.info.server_version
    except psycopg.OperationalError:
        return "not reached"
    return f"{number // 10_000}.{number % 100}"
