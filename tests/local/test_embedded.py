"""The embedded PostgreSQL: one server for many users, two roles, and back again after kill -9 of anything."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Literal

import psycopg
import pytest

from dinghuo.local import binaries, cluster, server
from dinghuo.local.address import Role, address
from dinghuo.local.places import ROOT, secret, var
from dinghuo.local.roles import connect
from dinghuo.local.server import Use


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give these tests a cluster of their own."""
    place = tmp_path_factory.mktemp("var")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "DINGHUO_DB_NAME", "DINGHUO_APP_PASSWORD"):
            patch.delenv(name, raising=False)
        patch.setenv("DINGHUO_VAR", str(place))
        yield place


@pytest.fixture(scope="module")
def use(folder: Path) -> Iterator[Use]:
    """Use the server for as long as this file runs."""
    with Use() as found:
        with closing(connect(address("owner"))) as connection:
            connection.execute("CREATE TABLE kept (number int PRIMARY KEY)")
        yield found


def ask(query: str, role: Role | Literal["superuser"] = "owner") -> object:
    superuser = replace(address("owner"), user="postgres", password=secret("password-postgres"))
    with closing(connect(superuser if role == "superuser" else address(role))) as connection:
        row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


def keeper() -> int:
    return int(json.loads((var() / "postgres.json").read_text())["keeper"])


def postmaster() -> int:
    return int((var() / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def kill_keeper() -> int:
    """Kill it, and wait until the kernel has taken back its lock."""
    killed = keeper()
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: not server.kept())
    return killed


def eventually(holds: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "did not come true in time"
        time.sleep(0.05)


def test_speaks_chinese(use: Use) -> None:
    assert ask("SELECT cardinality(show_trgm('订货'))") == 3
    assert ask("SELECT upper('é')") == "É"


def test_files_are_private(use: Use, folder: Path) -> None:
    for path in [*folder.glob("password-*"), folder / "postgres.json"]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "postgres").stat().st_mode) == 0o700


def test_listens_on_loopback_only(use: Use) -> None:
    assert ask("SELECT current_setting('listen_addresses')", "superuser") == "127.0.0.1"
    assert ask("SELECT current_setting('unix_socket_directories')", "superuser") == ""


def test_asks_for_a_password(use: Use) -> None:
    app = address("app")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(f"host={app.host} port={app.port} dbname={app.name} user=postgres password=guess")


@pytest.mark.parametrize("role", ["owner", "app"])
def test_roles_are_bound_by_policies(use: Use, role: Role) -> None:
    query = "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    assert ask(query, role) is False


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (a int)",
        "CREATE TEMP TABLE mine (a int)",
        "CREATE DATABASE mine",
        "DROP TABLE kept",
    ],
)
def test_app_makes_and_drops_nothing(use: Use, statement: str) -> None:
    with closing(connect(address("app"))) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.encode())


def test_second_user_shares_the_server(use: Use) -> None:
    before = keeper(), postmaster()
    with Use():
        assert (keeper(), postmaster()) == before
    assert ask("SELECT 1") == 1


def test_server_killed(use: Use) -> None:
    ask("INSERT INTO kept VALUES (1) RETURNING number")
    before = postmaster()
    os.kill(before, signal.SIGKILL)
    eventually(lambda: (var() / "postgres" / "postmaster.pid").exists() and postmaster() != before)
    eventually(server._answers)
    assert ask("SELECT count(*) FROM kept WHERE number = 1") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a signal at the parent's death")
def test_keeper_killed(use: Use) -> None:
    ask("INSERT INTO kept VALUES (2) RETURNING number")
    port = address("app").port
    before = kill_keeper()
    use.ensure()
    assert keeper() != before
    assert address("app").port == port, "running programs know the old one"
    assert ask("SELECT count(*) FROM kept WHERE number = 2") == 1


def test_both_killed(use: Use) -> None:
    ask("INSERT INTO kept VALUES (3) RETURNING number")
    os.kill(postmaster(), signal.SIGKILL)
    kill_keeper()
    use.ensure()
    assert ask("SELECT count(*) FROM kept WHERE number = 3") == 1


def test_stops_when_the_last_user_is_killed(tmp_path: Path) -> None:
    program = "from dinghuo.local.server import Use\nimport time\nwith Use(): print('in', flush=True); time.sleep(99)"
    environment = {**os.environ, "DINGHUO_VAR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    user = subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE)
    assert user.stdout is not None
    assert user.stdout.readline() == b"in\n"
    pid_file = tmp_path / "postgres" / "postmaster.pid"
    assert pid_file.exists()
    user.kill()
    user.wait()
    eventually(lambda: not pid_file.exists())


def test_moves_when_a_stranger_has_the_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DINGHUO_VAR", str(tmp_path))
    with Use() as first:
        port = address("app").port
        first.end()
    with socket.socket() as stranger:
        # Connections of the first server linger there.
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        stranger.bind(("127.0.0.1", port))
        stranger.listen()
        with Use():
            assert address("app").port != port
            assert ask("SELECT 1") == 1


def test_half_made_cluster_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DINGHUO_VAR", str(tmp_path))
    (tmp_path / "postgres-draft-1" / "data").mkdir(parents=True)
    with Use():
        assert ask("SELECT 1") == 1
    assert not list(tmp_path.glob("postgres-draft-*"))


@pytest.mark.skipif(os.getuid() != 0, reason="only root has to become somebody else")
def test_root_without_namespaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a container forbids namespaces, programs and cluster move to an open place."""
    monkeypatch.setenv("DINGHUO_VAR", str(tmp_path))
    monkeypatch.setattr(binaries, "_runs", lambda way: False)
    monkeypatch.setattr(binaries, "_open_place", lambda: _opened(tmp_path))
    way = binaries.way()
    assert way.name == "copy"
    cluster.make(way)
    assert way.home.stat().st_uid == way.uid != 0
    port = cluster.free_port()
    with (tmp_path / "log").open("wb") as log:
        process = cluster.start(way, port, log)
    try:
        login = (
            f"host=127.0.0.1 port={port} dbname=postgres user=postgres password={secret('password-postgres')}"
        )
        with closing(psycopg.connect(login)) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0


def _opened(place: Path) -> Path:
    for folder in (place, *place.parents):
        if not folder.stat().st_mode & stat.S_IXOTH:
            folder.chmod(0o755)
    return place
