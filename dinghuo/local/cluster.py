"""Makes the cluster of the embedded PostgreSQL and starts its server."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import IO

from dinghuo.local.binaries import Way
from dinghuo.local.places import secret, var

# Builtin locale: sorts alike on every machine. Its ctype must be UTF-8, else pg_trgm drops all Chinese.
INITDB = (
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--lc-collate=C",
    "--lc-ctype=C.UTF-8",
    "--encoding=UTF8",
    "--auth=scram-sha-256",
    "--username=postgres",
    "--no-instructions",
)
# A small machine that shares its memory with the web server; nothing here trades away durability.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "jit": "off",
    "io_method": "sync",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "lc_messages": "C",
}
START_SECONDS = 60


class StartFailed(Exception):
    """The server ended before it was ready; the message carries the end of its log."""


def make(way: Way) -> None:
    """Make the cluster unless it exists. One that was interrupted half-way is never taken for a whole one."""
    elsewhere = var() / "postgres"
    if not way.home.exists() and elsewhere.exists():
        shutil.move(elsewhere, way.home)
    if way.home.exists():
        way.own(way.home)
        return
    for left_over in way.home.parent.glob("postgres-draft-*"):
        shutil.rmtree(left_over)
    draft = way.home.parent / f"postgres-draft-{os.getpid()}"
    draft.mkdir(mode=0o700)
    password = draft / "password"
    password.touch(mode=0o600)
    password.write_text(secret("password-postgres"))
    way.own(draft)
    os.chown(password, way.uid, way.gid)
    command = way.command("initdb", *INITDB, f"--pwfile={password}", f"--pgdata={draft / 'data'}")
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
    if done.returncode != 0:
        raise StartFailed(f"initdb failed:\n{done.stdout}{done.stderr}")
    (draft / "data").rename(way.home)
    shutil.rmtree(draft)


def start(way: Way, port: int, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the server and wait until it says it is ready. Call it from the main thread: the server gets SIGINT, its
    fast shutdown, when the thread that started it ends."""
    options = [option for name, value in SETTINGS.items() for option in ("-c", f"{name}={value}")]
    command = way.command("postgres", "-D", str(way.home), "-p", str(port), *options, signal="SIGINT")
    server = subprocess.Popen(
        command, cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
    )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise StartFailed(f"PostgreSQL ended with {server.returncode}")
        if _ready(way.home, server.pid):
            return server
        time.sleep(0.02)
    server.kill()
    server.wait()
    raise StartFailed(f"PostgreSQL was not ready after {START_SECONDS} s")


def free_port(wanted: int = 0) -> int:
    """Return the wanted port if nobody listens on it, else one the system picks."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return free_port()
        return int(probe.getsockname()[1])


def _ready(home: Path, pid: int) -> bool:
    try:
        lines = (home / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"
