"""Puts HTTP load on the program: kept connections, one request after the other on each, next to no work between them.

One thread waits for all connections; requests are bytes but for their Idempotency-Key. What it costs is reported with
every figure, since it runs on the machine that it measures.
"""

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
        body = self.come[head + 4 :]
        start = self.come.lower().find(b"content-length:", 0, head)
        if start >= 0:
            whole = len(body) >= int(self.come[start + 15 : self.come.index(b"\r", start)])
        else:
            whole = body.endswith(b"0\r\n\r\n")  # chunked: the last chunk is empty
        return (int(self.come[9:12]), bytes(body)) if whole else None


def drive(port: int, request: Next, clients: int, seconds: float, each: int = 1, times: int = 0) -> Outcome:
    """Send requests from so many clients for so long, or `times` in all; `each` orders go with one request."""
    connections = [Connection(_connected(port)) for _ in range(clients)]
    latencies: list[float] = []
    statuses: Counter[int] = Counter()
    sample = ""
    with selectors.DefaultSelector() as selector:
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        cpu, started = time.process_time(), time.perf_counter()
        ends, sent, waiting, last = started + seconds, 0, 0, started
        for connection in connections[: times or clients]:
            connection.send(request())
            sent, waiting = sent + 1, waiting + 1
        while waiting:
            ready = selector.select(PATIENCE_SECONDS)
            if not ready:
                raise TimeoutError(f"no answer within {PATIENCE_SECONDS} s")
            for key, _mask in ready:
                connection = key.data
                found = connection.answer()
                if found is None:
                    continue
                last = time.perf_counter()
                latencies.append(last - connection.since)
                statuses[found[0]] += 1
                if found[0] not in (200, 201) and not sample:
                    sample = found[1].decode(errors="replace")
                if sent < times if times else last < ends:
                    connection.send(request())
                    sent += 1
                else:
                    waiting -= 1
    for connection in connections:
        connection.socket.close()
    done = sum(count for status, count in statuses.items() if status in (200, 201)) * each
    return Outcome(
        orders=done,
        seconds=last - started,
        latencies=latencies,
        load_cpu=time.process_time() - cpu,
        statuses=statuses,
        sample=sample,
    )


def _connected(port: int) -> socket.socket:
    found = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return found
