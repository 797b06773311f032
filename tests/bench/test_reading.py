"""What the benchmarks share reads and judges rightly."""

import socket
import threading

import pytest

from bench.orders_batch import EACH, placed
from bench.rig.load import drive
from bench.rig.outcome import percentile
from bench.rig.report import Report, Target
from bench.rig.wire import Wire

LENGTH = b"HTTP/1.1 201 Created\r\nContent-Length: 4\r\n\r\nabcd"
CHUNKED = (
    b"HTTP/1.1 409 Conflict\r\ntransfer-encoding: chunked\r\n\r\n2\r\nno\r\n",
    b"4\r\nstoc\r\n0\r\n\r\n",
)


def test_load_reads_answers_of_both_kinds():
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer():
            client, _address = listener.accept()
            for parts in ((LENGTH,), CHUNKED):
                client.recv(100)
                for part in parts:
                    client.sendall(part)
            client.recv(100)
            client.close()

        threading.Thread(target=answer, daemon=True).start()
        outcome = drive(listener.getsockname()[1], lambda: b"POST", clients=1, seconds=0, times=2)
    assert dict(outcome.statuses) == {201: 1, 409: 1}
    assert (outcome.orders, outcome.sample) == (1, "nostoc")
    assert len(outcome.latencies) == 2


def test_wire_counts_messages_however_they_are_cut():
    wire = Wire("127.0.0.1", 1)
    message = b"C" + (9).to_bytes(4, "big") + b"BEGIN" + b"Z" + (5).to_bytes(4, "big") + b"I"
    rest = b""
    for part in (message[:3], message[3:12], message[12:]):
        rest = wire._count(rest + part)
    assert rest == b""
    assert (wire.statements, wire.round_trips) == (1, 1)


def test_a_batch_with_a_refused_order_is_no_success():
    placed_orders = b'{"results": [' + b",".join([b'{"status": 201, "body": {}}'] * EACH) + b"]}"
    assert placed(placed_orders) == EACH
    with pytest.raises(RuntimeError, match="409"):
        placed(placed_orders.replace(b"201", b"409", 1))


def test_a_target_that_isnt_reached_fails_the_check(tmp_path, monkeypatch):
    monkeypatch.setenv("DINGHUO_VAR", str(tmp_path))
    (tmp_path / "bench").mkdir()
    machine = {
        "date": "", "commit": "", "processor": "", "cores": 2, "memory_gb": 1, "load_before": 0, "python": "",
        "django": "", "granian": "", "postgresql": dict.fromkeys(
            ("server_version", "fsync", "synchronous_commit", "shared_buffers"), ""
        ),
    }  # fmt: skip
    for found, bound, at_least, reached in (
        (0.3, 0.25, True, True),
        (0.2, 0.25, True, False),
        (3, 1.3, False, False),
    ):
        report = Report("orders", machine, [], [("a",), ("1",)], [Target("Share", found, bound, at_least)])
        if reached:
            report.tell(check=True, write=False)
        else:
            report.tell(check=False, write=False)
            with pytest.raises(SystemExit):
                report.tell(check=True, write=False)


def test_percentiles_are_of_the_sorted_values():
    assert percentile([3, 1, 2, 4], 0.5) == 3
    assert percentile([1, 2, 3, 100], 0.95) == 100
    assert percentile([], 0.5) == 0
