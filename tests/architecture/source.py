"""Reads the repository's own files for the tests of its laws."""

import ast
from functools import cache
from pathlib import Path

from dinghuo.local.places import ROOT

PROGRAM = ROOT / "dinghuo"
DOMAINS = (
    *(
        "foundation",
        "organisations",
        "members",
        "finance",
        "catalogue",
        "pricing",
        "promotions",
        "inventory",
        "ordering",
    ),
    *(
        "fulfilment",
        "procurement",
        "billing",
        "papers",
        "integration",
        "insight",
        "reactions",
        "demo",
        "api",
        "web",
    ),
    "operations",
)


@cache
def python_files(*, migrations: bool = False) -> tuple[Path, ...]:
    """Return all files of program and tests that people write."""
    folders = [
        file for name in ("dinghuo", "tests", "proofs", "bench") for file in (ROOT / name).rglob("*.py")
    ]
    return tuple(sorted(file for file in folders if migrations or "migrations" not in file.parts))


@cache
def program_files() -> tuple[Path, ...]:
    """Return the program's files without tests and migrations."""
    return tuple(file for file in python_files() if PROGRAM in file.parents)


@cache
def tree(file: Path) -> ast.Module:
    """Return a file parsed."""
    return ast.parse(file.read_text())


@cache
def templates() -> tuple[Path, ...]:
    """Return every template."""
    return tuple(sorted(PROGRAM.glob("**/templates/**/*.html")))


def short(file: Path) -> str:
    """Return the path as people say it."""
    return file.relative_to(ROOT).as_posix()


def actions() -> list[Path]:
    """Return the files of all actions, also those in a sub-folder by noun."""
    return [file for file in program_files() if "actions" in file.parts and file.name != "__init__.py"]
