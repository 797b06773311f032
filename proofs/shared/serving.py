"""The web server alone, without a worker: what is asked for has been done when the answer comes, and nothing after."""

import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from types import TracebackType

from dinghuo.local.binaries import LAUNCH
from dinghuo.local.cluster import free_port
from dinghuo.local.places import ROOT

READY_SECONDS = 60
#: Below what the kernel gives to outgoing connections: one of those (a client that asks again while the server is
#: restarted, or another program) could have the port when the server wants it back, for a minute after its end.
PORTS = range(20_000, 32_000)


class Serving:
    """Granian over this process's database, with its settings; `port` is where."""

    def __init__(self, threads: int = 8, port: int = 0):
        self.port = port or quiet_port()
        _wait_for_port(self.port)
        command = [
            *(sys.executable, "-IS", str(LAUNCH), "--signal", "SIGTERM", "--"),
            *(sys.executable, "-m", "granian", "dinghuo.web.wsgi:application", "--interface", "wsgi"),
            *("--host", "127.0.0.1", "--port", str(self.port), "--workers", "1"),
            *("--blocking-threads", str(threads), "--log-level", "warning"),
        ]
        environment = {**os.environ, "DINGHUO_SUPERVISED": "1"}
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
        )

    def kill(self) -> None:
        """End it and its processes at once."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(30)

    def __enter__(self) -> "Serving":
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5):
                    return self
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        raise RuntimeError("the web server doesn't serve")

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        fault: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        self._process.terminate()
        self._process.wait(30)


def quiet_port() -> int:
    """A free port that no outgoing connection gets."""
    tried = random.Random().sample(PORTS, 100)
    return next(port for port in tried if free_port(port) == port)


def _wait_for_port(port: int) -> None:
    """Return when it is free: the kernel has yet to take it back from processes that were killed. Raises RuntimeError
    if somebody keeps it: at another port nobody would find the server."""
    ends = time.monotonic() + READY_SECONDS
    while free_port(port) != port:
        if time.monotonic() > ends:
            raise RuntimeError(f"somebody keeps port {port}")
        time.sleep(0.01)
