"""The audit asks once for all packages, fails where one has a known fault, and says so where it couldn't ask."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from dinghuo.local.places import ROOT


class Service(BaseHTTPRequestHandler):
    """Stands in for osv.dev: knows a fault of one package, if it is told to."""

    faulty = ""
    asked = 0

    def do_POST(self) -> None:
        type(self).asked += 1
        queries = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        answer = [
            {"vulns": [{"id": "GHSA-1"}]} if query["package"]["name"] == self.faulty else {}
            for query in queries
        ]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"results": answer}).encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def service() -> Iterator[str]:
    Service.faulty, Service.asked = "", 0
    server = HTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def audit(url: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DINGHUO_AUDIT_URL": url, "no_proxy": "127.0.0.1"}
    command = [sys.executable, "-m", "dinghuo.local.audit"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_all_well(service):
    done = audit(service)
    assert done.returncode == 0
    assert "0 with known faults" in done.stdout
    assert Service.asked == 1


def test_a_known_fault_fails(service):
    Service.faulty = "django"
    done = audit(service)
    assert done.returncode == 1
    assert "django" in done.stdout
    assert "GHSA-1" in done.stdout


def test_where_nobody_can_be_asked_it_says_so_and_does_not_fail():
    done = audit("http://127.0.0.1:1/")
    assert done.returncode == 0
    assert "NOT AUDITED" in done.stdout
