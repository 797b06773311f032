"""The short form of bin/prove upgrade: a migration of a table that a report reads keeps no writer waiting."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dinghuo.local import setup
from dinghuo.local.address import Address, address
from dinghuo.operations.backup import make, restore
from proofs.restore import wipe
from proofs.upgrade import Traffic, first_migrations
from tests.makers import make_world
from tests.ordering.placed import place


@pytest.fixture
def before(live, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Address]:
    """A copy of this test's database with an order in it, before the second migration of ordering."""
    place(make_world())
    chosen = make.backup(tmp_path)
    made = restore.rebuild(chosen, restore.opened(chosen))
    monkeypatch.setenv("DINGHUO_DB_NAME", made.name)
    _, first = next(each for each in first_migrations() if each[0] == "ordering")
    setup.manage("migrate", "ordering", first, "--verbosity", "0", DINGHUO_DB_ROLE="owner")
    yield made
    wipe(made.name)


def test_a_migration_lets_writers_pass_while_it_waits_for_a_reader(before):
    with Traffic(before, read=("ordering_orderline",)) as traffic:
        setup.migrate(before)
    assert traffic.waits.failed == []
    assert traffic.waits.writes > 100
    assert traffic.waits.longest < 1.0, (
        f"a write of {traffic.waits.table} waited {traffic.waits.longest:.2f} s"
    )
    assert replace(address("owner"), name=before.name) == before
