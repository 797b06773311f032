"""The process that keeps this checkout's PostgreSQL running for as long as anybody uses it.

Who uses the database holds a shared lock on var/postgres.users; the kernel takes it back from whoever dies. The keeper
waits for the exclusive lock, gets it when the last user has left, and stops the server.
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from types import FrameType

import psycopg

from dinghuo.local import cluster, roles
from dinghuo.local.binaries import Way, way
from dinghuo.local.places import read_json, var, write_secret

# An old server that is still shutting down holds its lock file, killed ones leave shared memory in use for a moment.
RETRY_SECONDS = 60
STOP_SECONDS = 60
PORT_SECONDS = 20
LOG_BYTES = 5_000_000


class Keeper:
    """Holds the server as its child. There is one per checkout."""

    def __init__(self) -> None:
        self.server: subprocess.Popen[bytes] | None = None
        self.stopping = False
        self.port = int((read_json(var() / "postgres.json") or {}).get("port", 0))
        log = var() / "postgres.log"
        self.log = log.open("wb" if log.exists() and log.stat().st_size > LOG_BYTES else "ab")

    def run(self) -> None:
        """Keep the server running until the last user leaves or somebody says SIGTERM."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        signal.signal(signal.SIGALRM, self.insist)
        threading.Thread(target=self._wait_for_last_user, daemon=True).start()
        found = way()
        cluster.make(found)
        try:
            while not self.stopping:
                self._serve(found)
        finally:
            if self.server is not None and self.server.poll() is None:
                self.stop()
                self.server.wait()

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Ask the server for a fast shutdown: sessions end, everything committed stays."""
        self.stopping = True
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            signal.alarm(STOP_SECONDS)

    def insist(self, number: int, frame: FrameType | None) -> None:
        """End a server that does not stop; it recovers at its next start."""
        if self.server is not None:
            self.server.send_signal(signal.SIGQUIT)

    def tell(self, ready: bool) -> None:
        """Write down where the server is and whether it can be used."""
        state = {"host": "127.0.0.1", "port": self.port, "keeper": os.getpid(), "ready": ready}
        write_secret(var() / "postgres.json", json.dumps(state))

    def _serve(self, found: Way) -> None:
        started = time.monotonic()
        self.server = self._start(found)
        if self.stopping:
            return
        try:
            roles.prepare_embedded()
        except psycopg.OperationalError:
            if self.server.poll() is None:
                raise
        else:
            self.tell(ready=True)
        code = self.server.wait()
        self.tell(ready=False)
        if not self.stopping:
            self._note(f"keeper: PostgreSQL ended with {code}, starting it again")
            time.sleep(0 if time.monotonic() - started > 1 else 1)

    def _start(self, found: Way) -> subprocess.Popen[bytes]:
        deadline = time.monotonic() + RETRY_SECONDS
        while True:
            self.port = self._free_port(found)
            self.tell(ready=False)
            try:
                return cluster.start(found, self.port, self.log)
            except cluster.StartFailed as fault:
                if self.stopping or time.monotonic() > deadline:
                    raise
                self._note(f"keeper: {fault}; trying again")
                time.sleep(0.2)

    def _free_port(self, found: Way) -> int:
        """Return the port of last time, which running programs know, unless a stranger has it for good."""
        deadline = time.monotonic() + PORT_SECONDS
        while True:
            port = cluster.free_port(self.port)
            # An old server of ours that is still shutting down has its pid file, and will give the port back.
            if port == self.port or not self.port or time.monotonic() > deadline:
                return port
            if not (found.home / "postmaster.pid").exists():
                return port
            time.sleep(0.1)

    def _wait_for_last_user(self) -> None:
        users = os.open(var() / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(
            users, fcntl.LOCK_EX
        )  # held until this process ends, so that a newcomer waits for a clean start
        os.kill(os.getpid(), signal.SIGTERM)

    def _note(self, text: str) -> None:
        self.log.write(f"{text}\n".encode())
        self.log.flush()


def main() -> None:
    """Keep the server, unless another keeper does already, out of the caller's session."""
    if not _alone():
        return
    fault = var() / "postgres.fault"
    fault.unlink(missing_ok=True)
    Keeper().tell(ready=False)
    if os.fork():
        os._exit(0)
    os.setsid()
    try:
        Keeper().run()
    except Exception as reason:  # whoever waits for the server must be told why it does not come
        fault.write_text(f"{reason}\nSee {var() / 'postgres.log'}\n")
        sys.exit(1)


def _alone() -> bool:
    """Take the keeper's lock. The lock goes on to the forked process; its file stays open until that ends."""
    lock = os.open(var() / "postgres.keeper", os.O_RDWR | os.O_CREAT, 0o600)
    for _ in range(50):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.01)  # perhaps only somebody asking whether a keeper lives
        else:
            return True
    return False


if __name__ == "__main__":
    main()
