"""The laws about actions, queries, doors and what they may touch."""

import ast

import pytest

from dinghuo.local.places import ROOT
from tests.architecture.source import PROGRAM, actions, program_files, short, tree

DOORS = ("web", "api")
# Verbs of somebody who isn't known yet (gate) or who does them to himself (account): no permission fits.
GATE = {"gate", "account"}


def asked_for_by_anybody(file) -> bool:
    return bool(GATE & set(file.relative_to(PROGRAM).parts))


def functions(file) -> list[ast.FunctionDef]:
    return [node for node in tree(file).body if isinstance(node, ast.FunctionDef)]


def public(file) -> list[ast.FunctionDef]:
    return [node for node in functions(file) if not node.name.startswith("_")]


@pytest.mark.parametrize("file", actions(), ids=short)
def test_an_action_is_one_verb(file):
    assert file.stem in [node.name for node in public(file)]


def test_an_action_begins_with_the_actor():
    wrong = []
    for file in actions():
        if asked_for_by_anybody(file):
            continue
        verb = next(node for node in functions(file) if node.name == file.stem)
        names = [argument.arg for argument in verb.args.posonlyargs + verb.args.args]
        if names[:1] != ["actor"]:
            wrong.append(short(file))
    assert not wrong


def asks(file) -> bool:
    """Whether it requires a permission itself or leaves that to another action it calls."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "").startswith(("require", "_require")):
            return True
        if isinstance(node, ast.ImportFrom) and ".actions." in (node.module or ""):
            return True
    return False


def test_an_action_asks_for_the_permission():
    assert not [short(file) for file in actions() if not asked_for_by_anybody(file) and not asks(file)]


def test_an_action_is_tested():
    tests = "\n".join(file.read_text() for file in (ROOT / "tests").rglob("*.py"))
    assert not [short(file) for file in actions() if f"{file.stem}(" not in tests]


def test_doors_query_nothing_themselves():
    wrong = [
        f"{short(file)}:{node.lineno}"
        for door in DOORS
        for file in program_files()
        if file.is_relative_to(PROGRAM / door)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_meta")
    ]
    assert not wrong


def test_rows_have_no_save_of_their_own():
    wrong = [
        f"{short(file)}: {node.name}"
        for file in program_files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef)
        and node.name in ("save", "delete", "full_clean", "clean")
        and "models" in (*file.parts, file.stem)
    ]
    assert not wrong


def test_only_the_clock_reads_the_time():
    wrong = []
    for file in program_files():
        if file.name == "clock.py" or file.is_relative_to(PROGRAM / "local"):
            continue
        for node in ast.walk(tree(file)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            called = (
                f"{getattr(node.func.value, 'id', getattr(node.func.value, 'attr', ''))}.{node.func.attr}"
            )
            if called in ("datetime.now", "datetime.utcnow", "date.today", "timezone.now", "time.time"):
                wrong.append(f"{short(file)}:{node.lineno}")
    assert not wrong


def test_a_day_is_the_market_s():
    """Which day it is, is asked in one place (organisations/queries/today.py): a job acts in no zone of its own."""
    wrong = []
    for file in program_files():
        domain = file.relative_to(PROGRAM).parts[0]
        if domain in ("foundation", "web", "api", "local", "demo") or file.name == "today.py":
            continue
        for node in ast.walk(tree(file)):
            zoned = isinstance(node, ast.Attribute) and node.attr == "time_zone"
            of_actor = zoned and getattr(node.value, "id", "") == "actor"
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            dated = called and node.func.attr == "date" and "now" in ast.unparse(node.func.value)
            localised = called and node.func.attr in ("localdate", "localtime") and domain != "integration"
            if of_actor or dated or localised:
                wrong.append(f"{short(file)}:{node.lineno}")
    assert not wrong


def test_steps_and_rules_check_no_permission():
    wrong = [
        short(file)
        for file in program_files()
        if {"steps", "rules", "models"} & set(file.relative_to(PROGRAM).parts)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "require"
    ]
    assert not wrong
