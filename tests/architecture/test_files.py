"""The laws about files, names and sizes."""

import ast
import re

import pytest

from dinghuo.local import locks
from dinghuo.local.places import ROOT
from tests.architecture.source import DOMAINS, PROGRAM, program_files, python_files, short, tree

LINES = 400
#: What a reader can still open. A recorded answer with a whole upload in it was six times as large.
HEAVIEST_BYTES = 2_000_000
FUNCTION_LINES = 50
# Code that has no subject: whatever it does has a better name.
EMPTY_NAMES = {
    "utils.py",
    "util.py",
    "helpers.py",
    "helper.py",
    "services.py",
    "service.py",
    "common.py",
    "misc.py",
}
EMPTY_SUFFIX = re.compile(r"(Manager|Service|Helper|Utils?|Base)$")
WAIVER = re.compile(r"#\s*(noqa|type:\s*ignore)")
REASONED = re.compile(r"#\s*(noqa:\s*[A-Z0-9, ]+?(\s+-|\s+#)\s+\w|type:\s*ignore\[[a-z, -]+\]\s+#\s+\w)")


def test_each_file_says_what_it_is_for():
    silent = []
    for file in python_files():
        sentence = (ast.get_docstring(tree(file)) or "").strip().partition("\n\n")[0]
        if not sentence.endswith((".", ":")) or len(sentence) < 8:
            silent.append(short(file))
    assert not silent


def test_files_are_short():
    assert not [short(file) for file in python_files() if len(file.read_text().splitlines()) > LINES]


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines it works in: neither its signature nor its docstring makes it hard to follow."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_functions_are_short():
    long = [
        f"{short(file)}: {node.name}"
        for file in program_files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and body_lines(node) >= FUNCTION_LINES
    ]
    assert not long


def test_names_have_a_subject():
    files = [short(file) for file in python_files() if file.name in EMPTY_NAMES]
    classes = [
        f"{short(file)}: {node.name}"
        for file in program_files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef) and EMPTY_SUFFIX.search(node.name)
    ]
    assert not files + classes


def test_a_waiver_gives_its_reason():
    bare = [
        f"{short(file)}:{number}"
        for file in python_files()
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if WAIVER.search(line) and not REASONED.search(line) and file.name != "test_files.py"
    ]
    assert not bare


@pytest.mark.parametrize("word", ["TODO", "FIXME", "/work" + "/", "/root" + "/"])
def test_nothing_is_left_for_later_or_for_one_machine(word):
    pattern = (
        re.compile(rf"(?<![\w/.]){re.escape(word)}(?!\w)") if word.isalpha() else re.compile(re.escape(word))
    )
    files = [file for file in python_files() if file.name != "test_files.py"]
    files += [
        *(ROOT / "bin").iterdir(),
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *PROGRAM.glob("**/*.html"),
    ]
    assert not [short(file) for file in files if pattern.search(file.read_text())]


def test_each_domain_tells_about_itself():
    assert not [name for name in DOMAINS if not (PROGRAM / name / "README.md").exists()]


def test_no_lock_names_a_registry():
    assert not locks.faults()
    assert not list(ROOT.glob("uv.lock"))


def test_scripts_can_be_run():
    scripts = [*(ROOT / "bin").iterdir(), ROOT / ".ci" / "run", ROOT / "manage.py"]
    assert not [short(file) for file in scripts if not file.stat().st_mode & 0o100]


def test_no_written_file_is_heavy():
    folders = [ROOT / name for name in ("docs", "tests", "locale", "deploy", "requirements")]
    written = [*(file for folder in folders for file in folder.rglob("*") if file.is_file()), *python_files()]
    assert not [short(file) for file in written if file.stat().st_size > HEAVIEST_BYTES]


def test_each_decision_has_a_number_of_its_own():
    """Comments cite a decision by its number alone."""
    records = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert len({record.name[:4] for record in records}) == len(records)
    assert not [r.name for r in records if not r.read_text().startswith(f"# {r.name[:4]}: ")]
