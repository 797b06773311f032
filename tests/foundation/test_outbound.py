"""Text messages reach a gateway as JSON, with its key; what it refuses is tried again."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError

import pytest

from dinghuo.foundation.outbound import NoSms, sms_port


class Gateway(BaseHTTPRequestHandler):
    """A gateway on this machine: keeps what it is told, refuses numbers of 000."""

    told: list[tuple[str, dict[str, str]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.told.append((self.headers.get("Authorization", ""), body))
        self.send_response(503 if body["phone"].endswith("000") else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def gateway(settings) -> Iterator[list[tuple[str, dict[str, str]]]]:
    Gateway.told = []
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_PORT = "dinghuo.foundation.outbound.GatewaySms"
    settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/sms"
    settings.SMS_TOKEN = "gateway-key"
    yield Gateway.told
    server.shutdown()
    server.server_close()


def test_a_message_reaches_the_gateway(gateway):
    sms_port().send("+8613812345678", "你好")
    assert gateway == [("Bearer gateway-key", {"phone": "+8613812345678", "text": "你好"})]


def test_what_the_gateway_refuses_is_raised(gateway):
    with pytest.raises(HTTPError):
        sms_port().send("+8613800000000", "hello")


def test_files_are_no_gateway(settings):
    settings.SMS_PORT, settings.SMS_URL = "dinghuo.foundation.outbound.GatewaySms", "file:///etc/passwd"
    with pytest.raises(ValueError, match="http"):
        sms_port().send("+8613812345678", "hello")


def test_who_sends_none_says_so():
    with pytest.raises(RuntimeError, match="no text messages"):
        NoSms().send("+8613812345678", "hello")
