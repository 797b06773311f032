"""A place of its own for a proof: a cluster, processes and files that are thrown away, never the developer's."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from dinghuo.local import setup
from dinghuo.local.binaries import LAUNCH, way
from dinghuo.local.cluster import free_port
from dinghuo.local.places import ROOT, read_json
from dinghuo.local.server import Use

READY_SECONDS = 120
#: What is started so ends with us, however we end.
TIED = (sys.executable, "-IS", str(LAUNCH), "--signal", "SIGTERM", "--")


@contextmanager
def own_place(name: str, demo: bool = False) -> Iterator[Path]:
    """Point this process, and all it starts, at a fresh database in a new folder. Enter it before django.setup():
    the settings read the address. `demo` loads the demo's markets."""
    os.environ.pop("DATABASE_URL", None)
    folder = Path(tempfile.mkdtemp(prefix=f"dinghuo-{name}-"))
    # As root, PostgreSQL runs as another user, who has to get in.
    folder.chmod(0o755)
    os.environ["DINGHUO_VAR"] = str(folder)
    use = Use()
    try:
        with use:
            setup.prepare(demo=demo)
            home = way().home
            yield folder
    finally:
        use.end()
        del os.environ["DINGHUO_VAR"]
        if home.parent != folder:
            shutil.rmtree(home.parent, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


class Running:
    """`bin/dev --production` over this process's place."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.port = free_port()
        self.log = (folder / "dev.log").open("ab")
        self.process = psutil.Popen(
            [*TIED, str(ROOT / "bin" / "dev"), "--production", "--no-demo", "--port", str(self.port)],
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def __enter__(self) -> "Running":
        try:
            self.wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_fault: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        self.log.close()

    @property
    def told(self) -> str:
        """What bin/dev and its children have said."""
        return (self.folder / "dev.log").read_text(errors="replace")

    def wait(self) -> None:
        """Return when the program can serve. Raises RuntimeError with what it said if it never can."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline and self.process.is_running():
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"bin/dev doesn't serve:\n{self.told[-4000:]}")

    def processes(self) -> dict[str, list[psutil.Process]]:
        """Who lives now: the web server and its processes, the worker, the database's keeper, server and backends."""
        found: dict[str, list[psutil.Process]] = {
            "web": [],
            "worker": [],
            "keeper": [],
            "server": [],
            "backend": [],
        }
        for child in _below(self.process):
            words = _command(child)
            if "granian" in words or any("granian" in word for word in words[:3]):
                found["web"].append(child)
            elif "work" in words:
                found["worker"].append(child)
        keeper = (read_json(self.folder / "postgres.json") or {}).get("keeper", 0)
        try:
            found["keeper"] = [psutil.Process(keeper)]
            found["server"] = found["keeper"][0].children()
            found["backend"] = [child for server in found["server"] for child in server.children()]
        except psutil.NoSuchProcess:
            pass  # it is being started anew
        return found


def _below(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []
