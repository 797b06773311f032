"""Puts HTTP load on the program: kept connections, one request after the other on each, next to no work between them.

One thread waits for all connections; requests are bytes but for their Idempotency-Key. What it costs is reported with
every figure, since it runs on the machine that it measures.
"""

import re
import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.rig.outcome import Outcome

READ = 1 << 16
#: A request that isn't answered by then counts as a fault.
PATIENCE_SECONDS = 30
SUCCESS = (200, 201)
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
LAST_CHUNK = b"\r\n0\r\n\r\n"
Next = Callable[[], bytes]


@dataclass
class Connection:
    """One client: a connection, what has come in on it, and since when it waits."""

    socket: socket.socket
    since: float = 0.0
    come: bytearray = field(default_factory=bytearray)

    def send(self, request: bytes) -> None:
        """Send a request and begin to wait."""
        self.come.clear()
        self.since = time.perf_counter()
        self.socket.sendall(request)

    def answer(self) -> tuple[int, bytes] | None:
        """Read what has come; status and body once the answer is whole. Raises ConnectionError when it was cut."""
        part = self.socket.recv(READ)
        if not part:
            raise ConnectionError("the server closed the connection")
        self.come += part
        head = self.come.find(b"\r\n\r\n")
        if head < 0:
            return None
        length = LENGTH.search(self.come, 0, head + 2)
        if length and len(self.come) < head + 4 + int(length[1]):
            return None
        if not length and not self.come.endswith(LAST_CHUNK):
            return None
        return int(self.come[9:12]), self._body(head + 4, chunked=not length)

    def _body(self, start: int, chunked: bool) -> bytes:
        if not chunked:
            return bytes(self.come[start:])
        parts = []
        while True:
            line = self.come.index(b"\r\n", start)
            length = int(self.come[start:line], 16)
            if not length:
                return b"".join(parts)
            parts.append(self.come[line + 2 : line + 2 + length])
            start = line + 4 + length


def one(body: bytes) -> int:
    """An answer of success tells of one order."""
    return 1


@dataclass
class Answers:
    """What has come back so far."""

    read: Callable[[bytes], int]
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    orders: int = 0
    sample: str = ""

    def take(self, connection: Connection) -> float | None:
        """Read from a connection that has something; the time at which its answer was whole, if it is."""
        found = connection.answer()
        if found is None:
            return None
        at = time.perf_counter()
        status, body = found
        self.latencies.append(at - connection.since)
        self.statuses[status] += 1
        if status in SUCCESS:
            self.orders += self.read(body)
        elif not self.sample:
            self.sample = body.decode(errors="replace")
        return at


def drive(
    port: int, request: Next, clients: int, seconds: float, times: int = 0, read: Callable[[bytes], int] = one
) -> Outcome:
    """Send requests from so many clients for so long, or `times` in all; `read` counts the orders in an answer."""
    connections = [Connection(_connected(port)) for _ in range(min(clients, times or clients))]
    answers = Answers(read)
    with selectors.DefaultSelector() as selector:
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        cpu, started = time.process_time(), time.perf_counter()
        last, sent, waiting = started, len(connections), len(connections)
        for connection in connections:
            connection.send(request())
        while waiting:
            ready = selector.select(PATIENCE_SECONDS)
            if not ready:
                raise TimeoutError(f"no answer within {PATIENCE_SECONDS} s")
            for key, _mask in ready:
                at = answers.take(key.data)
                if at is None:
                    continue
                last = at
                if sent < times if times else at - started < seconds:
                    key.data.send(request())
                    sent += 1
                else:
                    waiting -= 1
    cpu = time.process_time() - cpu
    for connection in connections:
        connection.socket.close()
    return Outcome(
        answers.orders,
        last - started,
        answers.latencies,
        cpu,
        statuses=answers.statuses,
        sample=answers.sample,
    )


def _connected(port: int) -> socket.socket:
    found = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return found
