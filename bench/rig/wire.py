"""Counts what the program says to PostgreSQL: a relay that reads the server's answers as they pass.

Needs no extension and no superuser, and sees round trips beside statements: CommandComplete ends each statement,
ReadyForQuery each round trip.
"""

import socket
import struct
import threading
from collections import Counter
from types import TracebackType

SSL_REQUEST, GSS_REQUEST = 80877103, 80877104
READ = 1 << 16


class Wire:
    """A relay on a port of this machine. `seen` counts the kinds of messages that came back from the server."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.seen: Counter[str] = Counter()
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> "Wire":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in [self._listener, *self._open]:
            each.close()

    @property
    def statements(self) -> int:
        """Statements that have been executed, settings and transaction control included."""
        return self.seen["C"]

    @property
    def round_trips(self) -> int:
        """How often the program has waited for the server."""
        return self.seen["Z"]

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(self._target)
            for each in (client, server):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open += [client, server]
            threading.Thread(target=self._forth, args=(client, server), daemon=True).start()

    def _forth(self, client: socket.socket, server: socket.socket) -> None:
        try:
            first = client.recv(READ)
            while len(first) == 8 and struct.unpack("!ii", first)[1] in (SSL_REQUEST, GSS_REQUEST):
                client.sendall(b"N")  # what is to be read here must not be encrypted
                first = client.recv(READ)
            server.sendall(first)
            threading.Thread(target=self._back, args=(client, server), daemon=True).start()
            while part := client.recv(READ):
                server.sendall(part)
            server.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # one of the two has gone, and with it what there was to count

    def _back(self, client: socket.socket, server: socket.socket) -> None:
        come = b""
        try:
            while part := server.recv(READ):
                come = self._count(come + part)
                client.sendall(part)
            client.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # as above

    def _count(self, come: bytes) -> bytes:
        """Count the whole messages and return the rest."""
        at = 0
        while len(come) >= at + 5:
            ends = at + 1 + struct.unpack_from("!i", come, at + 1)[0]
            if ends > len(come):
                break
            self.seen[chr(come[at])] += 1
            at = ends
        return come[at:]
