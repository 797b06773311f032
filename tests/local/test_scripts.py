"""bin/prove runs every proof and says of each whether it holds, however it ends."""

import sys
from pathlib import Path

import pytest

from dinghuo.local import scripts
from dinghuo.local.places import ROOT
from dinghuo.local.scripts import Outcome, table

PROOFS = sorted(file.stem.replace("_", "-") for file in (ROOT / "proofs").glob("[a-z]*.py"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with proofs of its own."""
    (tmp_path / "proofs").mkdir()
    monkeypatch.setattr(scripts, "ROOT", tmp_path)
    monkeypatch.setattr(scripts.setup, "prepare", lambda demo: None)
    return tmp_path / "proofs"


def prove(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """What bin/prove exits with."""
    monkeypatch.setattr(sys, "argv", ["prove", "proofs", *arguments])
    try:
        scripts.main()
    except SystemExit as ended:
        return ended.code
    return 0


def test_all_are_run_and_what_fails_is_named(folder, monkeypatch, capfd):
    (folder / "good.py").write_text('"""Good."""\nprint("12 tried")\nprint("good: proven")\n')
    (folder / "so_bad.py").write_text('"""Bad."""\nimport sys\nprint("3 wrong")\nsys.exit(1)\n')
    assert prove(monkeypatch) == "Not proven: so-bad"
    told = capfd.readouterr().out
    assert "good    proven" in told
    assert "12 tried" in told.splitlines()[-3]
    assert "so-bad  NOT PROVEN" in told
    assert "1 of 2 proven" in told


def test_one_that_hangs_is_ended(folder, monkeypatch):
    (folder / "slow.py").write_text('"""Slow."""\nimport time\ntime.sleep(60)\n')
    monkeypatch.setattr(scripts, "ENDED_SECONDS", 0.5)
    assert prove(monkeypatch, "slow") == "Not proven: slow"


def test_one_that_takes_too_long_is_told(folder, monkeypatch):
    (folder / "slow.py").write_text('"""Slow."""\n')
    monkeypatch.setattr(scripts, "MOST_SECONDS", 0)
    assert prove(monkeypatch) == "Not proven: slow"
    assert "TOO SLOW" in table([Outcome("slow", True, 1.0, "")])


def test_they_are_listed(folder, monkeypatch, capfd):
    (folder / "good.py").write_text('"""All is good."""\n')
    assert prove(monkeypatch, "list") == 0
    assert "All is good." in capfd.readouterr().out
    assert prove(monkeypatch, "unknown") == 1


@pytest.mark.parametrize("name", [name for name in PROOFS if name not in ("load", "real-orders", "files")])
def test_every_proof_has_a_short_form(name):
    assert scripts.short_form(name)


def test_a_measurement_may_take_its_time(folder, monkeypatch):
    bench = folder.parent / "bench"
    bench.mkdir()
    (bench / "slow.py").write_text('"""Slow."""\nimport time\ntime.sleep(1)\n')
    monkeypatch.setattr(scripts, "ENDED_SECONDS", 0.1)
    monkeypatch.setattr(sys, "argv", ["bench", "bench", "slow"])
    scripts.main()
