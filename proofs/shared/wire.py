"""A program's connection to the market, kept open; it can also hang up before it is answered."""

import http.client
import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class Lost(Exception):
    """The connection broke before an answer came: nobody knows whether the work was done."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def body(self) -> Any:
        """The JSON."""
        return json.loads(self.content)

    @property
    def kind(self) -> str:
        """The short name of a problem; empty where it is none."""
        if "problem" not in self.headers.get("content-type", ""):
            return ""
        return str(self.body.get("type", "")).rsplit("/", 1)[-1]


class Wire:
    """One client."""

    def __init__(self, port: int, token: str = "", timeout: float = 120):
        self.token = token
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def call(self, method: str, path: str, body: Any = None, key: str = "", token: str = "") -> Answer:
        """A call below /api/v1. Raises Lost."""
        return self.ask(method, f"/api/v1{path}", _text(body), self._headers(key, token))

    def ask(self, method: str, path: str, text: str | bytes = "", headers: Mapping[str, str] = {}) -> Answer:
        """Any request. Raises Lost."""
        try:
            self._connection.request(method, path, text, dict(headers))
            response = self._connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as fault:
            self._connection.close()
            raise Lost(str(fault)) from fault
        return Answer(
            response.status, {name.lower(): value for name, value in response.getheaders()}, content
        )

    def send_and_leave(self, method: str, path: str, body: Any = None, key: str = "") -> None:
        """Send a call, and hang up without reading the answer."""
        self._connection.request(method, f"/api/v1{path}", _text(body), self._headers(key, ""))
        taken = self._connection.sock
        assert taken is not None
        taken.shutdown(socket.SHUT_RDWR)
        self._connection.close()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _headers(self, key: str, token: str) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token or self.token}"}
        return headers | ({"Idempotency-Key": key} if key else {})


def _text(body: Any) -> str:
    return "" if body is None else json.dumps(body)
