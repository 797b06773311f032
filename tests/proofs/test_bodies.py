"""Whoever sends more than is taken is told so, with or without a length, and it costs no memory."""

import http.client
import json
import socket
import time
from collections.abc import Iterator

import psutil
import pytest

from dinghuo.web.bodies import LINGER_SECONDS
from proofs.shared.serving import Serving

PIECE, PIECES = b"x" * 65536, 320
HEAD = "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\n{more}\r\n\r\n"
JSON, FORM, FILES = "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"


@pytest.fixture(scope="module")
def serving(django_db_setup: None) -> Iterator[Serving]:
    """A web server of this module's own, so that nobody else's requests use its memory."""
    with Serving(threads=2) as serving:
        yield serving


def sent(
    serving: Serving, path: str, kind: str, pieces: int, chunked: bool, more: str = ""
) -> tuple[int, str]:
    """Status and text of the answer to so many pieces, all of them sent before anything is read."""
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {len(PIECE) * pieces}"
    head = HEAD.format(
        path=path, kind=kind, host="localhost", more=f"{length}\r\nAccept-Language: zh-hans{more}"
    )
    with socket.create_connection(("127.0.0.1", serving.port), timeout=30) as wire:
        wire.sendall(head.encode())
        for _piece in range(pieces):
            wire.sendall(b"10000\r\n" + PIECE + b"\r\n" if chunked else PIECE)
        if chunked:
            wire.sendall(b"0\r\n\r\n")
        answer = http.client.HTTPResponse(wire)
        answer.begin()
        return answer.status, answer.read().decode()


@pytest.mark.parametrize("chunked", [False, True], ids=["length", "chunked"])
def test_a_program_is_told_by_a_document(serving: Serving, chunked: bool) -> None:
    status, text = sent(serving, "/api/v1/orders", JSON, PIECES, chunked)
    assert status == 413
    assert json.loads(text)["type"] == "too-large"


@pytest.mark.parametrize("chunked", [False, True], ids=["length", "chunked"])
@pytest.mark.parametrize("kind", [FORM, FILES, JSON], ids=["form", "files", "json"])
def test_a_person_is_told_by_a_page(serving: Serving, kind: str, chunked: bool) -> None:
    status, text = sent(serving, "/sign-in", kind, PIECES, chunked)
    assert status == 413
    assert "文件过大" in text


def test_what_is_not_read_breaks_no_connection_either(serving: Serving) -> None:
    for path, expected in (("/api/v1/nothing", 404), ("/health/ready", 200), ("/design", 403)):
        assert sent(serving, path, JSON, 30, chunked=False)[0] == expected, path


def test_who_waits_to_be_asked_for_it_needn_t_send_it(serving: Serving) -> None:
    head = HEAD.format(
        path="/api/v1/orders",
        kind=JSON,
        host="localhost",
        more="Expect: 100-continue\r\nContent-Length: 20971520",
    )
    with socket.create_connection(("127.0.0.1", serving.port), timeout=30) as wire:
        wire.sendall(head.encode())
        assert wire.recv(100).startswith(b"HTTP/1.1 413")


def test_who_announces_much_and_sends_nothing_is_answered_and_let_go(serving: Serving) -> None:
    assert LINGER_SECONDS - 1 < lingered(serving) < LINGER_SECONDS + 3
    # From here on the threads are there that such calls take.
    server = psutil.Process(serving._process.pid)
    time.sleep(1)
    threads = sum(each.num_threads() for each in server.children())
    lingered(serving)
    deadline = time.monotonic() + 5
    while sum(each.num_threads() for each in server.children()) > threads and time.monotonic() < deadline:
        time.sleep(0.05)
    assert sum(each.num_threads() for each in server.children()) <= threads


def lingered(serving: Serving) -> float:
    """Announce much and send nothing: the seconds until it is answered and let go."""
    head = HEAD.format(path="/api/v1/orders", kind=JSON, host="localhost", more="Content-Length: 20971520")
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", serving.port), timeout=30) as wire:
        wire.sendall(head.encode())
        assert wire.recv(100).startswith(b"HTTP/1.1 413")
    return time.monotonic() - started


def test_a_body_of_unknown_length_is_read(serving: Serving) -> None:
    with socket.create_connection(("127.0.0.1", serving.port), timeout=30) as wire:
        head = HEAD.format(
            path="/api/v1/orders", kind=JSON, host="localhost", more="Transfer-Encoding: chunked"
        )
        wire.sendall(head.encode() + b'5\r\n{"a":\r\n1\r\n1\r\n0\r\n\r\n')
        answer = http.client.HTTPResponse(wire)
        answer.begin()
        # Half an object was sent: whether it is looked at first, or the missing key, it was read.
        assert answer.status in (400, 401)


def test_it_costs_no_memory(serving: Serving) -> None:
    server = psutil.Process(serving._process.pid)

    def resident() -> int:
        return sum(each.memory_info().rss for each in [server, *server.children(recursive=True)])

    sent(serving, "/api/v1/orders", JSON, PIECES, chunked=True)
    before = resident()
    for chunked in (False, True) * 3:
        sent(serving, "/api/v1/orders", JSON, PIECES, chunked)
        sent(serving, "/sign-in", FILES, PIECES, chunked)
    assert resident() - before < 20 * 1024 * 1024
