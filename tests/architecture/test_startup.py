"""The program refuses to serve where the database's own isolation would not hold."""

import os
import subprocess
import sys
from contextlib import closing

import pytest

from dinghuo.foundation import readiness
from dinghuo.local.address import address
from dinghuo.local.places import ROOT
from dinghuo.local.roles import connect
from dinghuo.operations import probes


def load(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import dinghuo.web.wsgi"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "dinghuo.settings.test", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_serves_as_app(db):
    done = load()
    assert done.returncode == 0, done.stderr


def test_refuses_as_owner(db):
    done = load(DINGHUO_DB_ROLE="owner")
    assert done.returncode != 0
    assert "refuses to serve: role" in done.stderr


@pytest.fixture
def open_table(live):
    """A table with a market's rows and no policy."""
    with closing(connect(address("owner"))) as owner:
        owner.execute("CREATE TABLE left_open (market_id uuid)")
        yield "left_open"
        owner.execute("DROP TABLE left_open")


def test_refuses_with_an_open_table(open_table):
    assert readiness.unsafe() == [f"policies: table {open_table} has no forced row-level security"]
    assert "refuses to serve: policies" in load().stderr


def test_says_what_is_missing(open_table, client):
    probes._sound.clear()
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["missing"]


def test_says_what_a_page_may_load(db, client):
    policy = client.get("/design").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
