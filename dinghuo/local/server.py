"""Lets a program use this checkout's PostgreSQL: starts the keeper if need be and waits until the server is ready."""

import fcntl
import os
import socket
import subprocess
import sys
import time
from types import TracebackType

from dinghuo.local.address import external
from dinghuo.local.places import ROOT, read_json, var

WAIT_SECONDS = 180


class Use:
    """One program's use of the database; the server runs at least until it is left.

    A program that dies leaves by that, so forgetting to leave does no harm. With DATABASE_URL there is nothing to do.
    """

    def __init__(self) -> None:
        self._users: int | None = None

    def __enter__(self) -> "Use":
        if not external():
            self._users = os.open(var() / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._users, fcntl.LOCK_SH)
            self.ensure()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._users is not None:
            os.close(self._users)
            self._users = None

    def end(self) -> None:
        """Leave, and if nobody else is in, wait until the server has stopped."""
        self.__exit__(None, None, None)
        users = os.open(var() / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            for _ in range(5):
                # If we get it, others are in, or the keeper has not yet been woken.
                fcntl.flock(users, fcntl.LOCK_SH | fcntl.LOCK_NB)
                fcntl.flock(users, fcntl.LOCK_UN)
                time.sleep(0.02)
        except BlockingIOError:
            fcntl.flock(users, fcntl.LOCK_SH)  # the keeper gives it back by ending
        finally:
            os.close(users)

    def ensure(self) -> None:
        """Return once the server is ready, with a new keeper if the old one died. Raises RuntimeError if it fails."""
        if external():
            return
        deadline = time.monotonic() + WAIT_SECONDS
        spawned = False
        while time.monotonic() < deadline:
            if kept():
                if _answers():
                    return
            elif spawned and (var() / "postgres.fault").exists():
                raise RuntimeError(f"PostgreSQL does not start: {(var() / 'postgres.fault').read_text()}")
            else:
                _spawn()
                spawned = True
            time.sleep(0.02)
        raise RuntimeError(f"PostgreSQL was not ready after {WAIT_SECONDS} s, see {var() / 'postgres.log'}")


def kept() -> bool:
    """Whether a keeper lives."""
    lock = os.open(var() / "postgres.keeper", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def _answers() -> bool:
    state = read_json(var() / "postgres.json") or {}
    if not state.get("ready"):
        return False
    try:
        # A killed server may not have been missed yet.
        socket.create_connection((state["host"], state["port"]), timeout=5).close()
    except OSError:
        return False
    return True


def _spawn() -> None:
    with (var() / "postgres.log").open("ab") as log:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run(
            [sys.executable, "-m", "dinghuo.local.keeper"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=True,
        )
