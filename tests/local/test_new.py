"""bin/new: what it writes has the shape the laws want."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from dinghuo.local.new import new_action

BEFORE = '''"""What a person may be granted."""

SEE = "members.see"

PERMISSIONS = frozenset(
    {
        SEE,
    }
)
'''


@pytest.fixture
def root(tmp_path: Path) -> Path:
    domain = tmp_path / "dinghuo" / "members"
    domain.mkdir(parents=True)
    (domain / "apps.py").touch()
    return tmp_path


@pytest.mark.parametrize("permissions", [None, BEFORE])
def test_action(root: Path, permissions: str | None) -> None:
    domain = root / "dinghuo" / "members"
    if permissions:
        (domain / "permissions.py").write_text(permissions)
    written = new_action(root, "members", "grant_level")
    assert {path.relative_to(root).as_posix() for path in written} == {
        "dinghuo/members/actions/grant_level.py",
        "tests/members/test_grant_level.py",
        "dinghuo/members/permissions.py",
    }
    names = {}
    exec((domain / "permissions.py").read_text(), names)  # noqa: S102 - our own text, to see what it says
    assert names["PERMISSIONS"] == {"members.grant_level", *(["members.see"] if permissions else [])}
    action = ast.parse(written[0].read_text()).body[-1]
    assert isinstance(action, ast.FunctionDef)
    assert (action.name, action.args.args[0].arg) == ("grant_level", "actor")
    check = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "F,B,PT", str(root)]
    assert subprocess.run(check, check=False).returncode == 0


def test_nothing_is_overwritten(root: Path) -> None:
    new_action(root, "members", "grant_level")
    with pytest.raises(SystemExit, match="exists"):
        new_action(root, "members", "grant_level")


@pytest.mark.parametrize(
    ("domain", "verb"), [("nowhere", "grant_level"), ("members", "GrantLevel"), ("members", "go")]
)
def test_what_is_no_action(root: Path, domain: str, verb: str) -> None:
    with pytest.raises(SystemExit):
        new_action(root, domain, verb)
