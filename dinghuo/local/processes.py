"""Supervises child processes: starts them, starts them again when they die, stops them all cleanly."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from dinghuo.local.places import ROOT

LAUNCH = Path(__file__).with_name("launch.py")
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# A process that ran this long before it died is not in a loop of deaths.
STEADY_SECONDS = 30
STOP_SECONDS = 20


@dataclass
class Child:
    """One program to keep alive."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    again: float = 0.0

    def start(self) -> None:
        """Start it as a child that gets SIGTERM when we die, and no Ctrl-C of the terminal."""
        launch = [sys.executable, "-IS", str(LAUNCH), "--signal", "SIGTERM", "--"]
        environment = {**os.environ, **self.environment, "DINGHUO_SUPERVISED": "1"}
        self.process = subprocess.Popen(
            [*launch, *self.command], cwd=ROOT, env=environment, start_new_session=True
        )
        self.started = time.monotonic()

    def check(self) -> None:
        """Start it anew when it has died and its pause is over."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again:
                self.start()
        elif self.process.poll() is not None:
            self._end_group()
            if now - self.started > STEADY_SECONDS:
                self.pause = FIRST_PAUSE
            print(
                f"! {self.name} ended with {self.process.returncode}, again in {self.pause:.1f} s", flush=True
            )
            self.process, self.again = None, now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)

    def renew(self) -> None:
        """End it, to be started again at once."""
        if self.process is not None:
            self.tell(signal.SIGTERM)
            self.wait()
            self.process, self.again = None, 0.0

    def tell(self, number: signal.Signals) -> None:
        """Send a signal to it, if it lives."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)

    def wait(self) -> None:
        """Wait for its end; after a while, kill it."""
        if self.process is None:
            return
        try:
            self.process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._end_group()

    def _end_group(self) -> None:
        """End what a killed child has left: children of its own, in the session we gave it."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Stop(Exception):
    """Somebody asked this program to end."""


def supervise(children: Sequence[Child], each_round: Callable[[], None]) -> None:
    """Keep the children alive until SIGINT, SIGTERM or SIGHUP, then stop them in reverse order.

    `each_round` is called twice a second; what it raises stops everything.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        while True:
            for child in children:
                child.check()
            each_round()
            time.sleep(0.5)
    except Stop:
        print("\nStopping", flush=True)
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in reversed(children):
            child.tell(signal.SIGTERM)
        for child in reversed(children):
            child.wait()


def _stop(number: int, frame: object) -> None:
    raise Stop
