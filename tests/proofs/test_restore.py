"""The short form of bin/prove restore: a backup comes back as it was, and whatever isn't so is noticed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dinghuo.local.address import address
from dinghuo.local.places import ROOT
from dinghuo.local.roles import connect
from dinghuo.local.sql import superuser
from dinghuo.operations.backup import make, restore
from proofs.restore import damaged_is_refused, differing, in_program, look
from tests.makers import make_world
from tests.ordering.placed import place


@pytest.fixture
def backup(live, tmp_path: Path) -> Path:
    """A backup of this test's database, with an order in it."""
    place(make_world())
    return make.backup(tmp_path)


@pytest.fixture
def restored(backup: Path) -> Iterator[str]:
    """The name of a database made from it, dropped afterwards."""
    made = restore.rebuild(backup, restore.opened(backup))
    yield made.name
    restore.drop(made)


def test_the_same_documents_and_trial_balance_come_back(live, backup, restored):
    before = json.loads(json.dumps(look()))
    after = in_program(restored, "look")
    assert after["unsafe"] == []
    assert differing(before, after) == []
    assert any(shown["orders"] for key, shown in after.items() if key != "unsafe")


def test_a_damaged_backup_is_refused(backup):
    assert damaged_is_refused(backup)


def test_a_living_database_is_not_overwritten(live):
    with pytest.raises(SystemExit, match="--force"):
        restore.refuse_to_overwrite(force=False)
    restore.refuse_to_overwrite(force=True)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE ordering_order SET note = note || 'x'",
            "ordering_order: as many rows, but not the same ones",
        ),
        ("DELETE FROM foundation_eventrow", "foundation_eventrow: "),
        (
            "ALTER TABLE ordering_order NO FORCE ROW LEVEL SECURITY",
            "ordering_order: policies or grants differ",
        ),
        ("DROP POLICY isolation ON billing_invoice", "billing_invoice: policies or grants differ"),
        ("GRANT UPDATE ON finance_entry TO {app}", "finance_entry: policies or grants differ"),
    ],
)
def test_what_did_not_come_back_as_it_was_is_noticed(live, backup, restored, statement, words):
    made = replace(address("owner"), name=restored)
    administrator = replace(superuser(), name=restored)
    assert restore._proven(made, restore.opened(backup)) == []
    with closing(connect(administrator)) as connection:
        connection.execute(statement.format(app=address("app").user).encode())
    (found,) = restore._proven(made, restore.opened(backup))
    assert found.startswith(words)


def test_old_backups_are_forgotten_only_when_asked(live, tmp_path: Path):
    command = [sys.executable, "-m", "dinghuo.operations.backup.make", "--to", str(tmp_path), "--keep", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(2):
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    assert len(list(tmp_path.glob(f"*/{make.MANIFEST}"))) == 1
