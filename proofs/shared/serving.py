"""The web server alone, without a worker: what is asked for has been done when the answer comes, and nothing after."""

import os
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


class Serving:
    """Granian over this process's database, with its settings; `port` is where."""

    def __init__(self, threads: int = 8, port: int = 0):
        self.port = free_port(port)
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
        while free_port(self.port) != self.port:
            time.sleep(0.01)  # the kernel has yet to take it back from its processes

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
