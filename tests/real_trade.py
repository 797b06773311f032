"""Finds the file of real order lines, which the repository doesn't hold."""

import os
from pathlib import Path

import pytest

from dinghuo.local.places import ROOT

NAME = "online-retail-2010-12-a.csv"


def place() -> Path:
    """Where it is looked for: DINGHUO_DATA (the folder, or the file itself), else shared/data beside the checkout."""
    given = os.environ.get("DINGHUO_DATA")
    folder = Path(given) if given else ROOT.parent / "shared" / "data"
    return folder if folder.is_file() else folder / NAME


def real_trade() -> Path:
    """The file; without it the test is skipped, with a line that can't be overlooked."""
    file = place()
    if not file.is_file():
        pytest.skip(f"REAL TRADE NOT FOUND: {file} isn't there, so this was NOT tested. Set DINGHUO_DATA.")
    return file
