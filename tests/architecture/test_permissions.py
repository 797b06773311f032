"""Every permission that is named exists, and people can read it."""

import ast
import re
from importlib import import_module

import pytest
from django.utils import translation

from dinghuo.foundation.events import Event
from dinghuo.organisations.permissions import AT_THE_GATE, OF_EVERYBODY
from dinghuo.organisations.rules.roles import PRESETS
from dinghuo.web.shared.event_kinds import kind_choices
from dinghuo.web.shared.permission_words import GROUPS
from tests.architecture.source import DOMAINS, PROGRAM, program_files, python_files, short, templates, tree

DEFINING = [name for name in DOMAINS if (PROGRAM / name / "permissions.py").exists()]
DEFINED = {
    permission for name in DEFINING for permission in import_module(f"dinghuo.{name}.permissions").PERMISSIONS
}
LIKE_ONE = re.compile(rf"\b(?:{'|'.join(DEFINING)})\.[a-z]\w*\b")
#: Makes a domain of its own to see what comes out.
MADE_UP = "tests/local/test_new.py"


def test_a_permission_that_is_named_exists():
    unknown = [
        f"{short(file)}:{node.lineno} {node.value}"
        for file in python_files()
        if short(file) != MADE_UP
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and LIKE_ONE.fullmatch(node.value)
        and node.value not in DEFINED
    ]
    assert not unknown


def test_a_screen_shows_no_permission_s_code():
    shown = [f"{short(file)} {code}" for file in templates() for code in LIKE_ONE.findall(file.read_text())]
    assert not [each for each in shown if each.split()[-1] in DEFINED]


def test_roles_carry_what_can_be_granted():
    granted = {permission for preset in PRESETS for permission in preset.permissions}
    assert granted <= DEFINED - AT_THE_GATE - OF_EVERYBODY


def test_what_can_be_granted_has_words():
    worded = {key for _label, permissions in GROUPS for key in permissions}
    # Only the program itself opens a market, or brings it up to a release.
    its_own = {"organisations.create_market", "organisations.refresh_market"}
    grantable = DEFINED - AT_THE_GATE - OF_EVERYBODY - its_own
    assert worded == grantable


def kinds() -> set[str]:
    for file in program_files():
        if file.name == "events.py":
            import_module(".".join(file.relative_to(PROGRAM.parent).with_suffix("").parts))
    found: list[type[Event]] = list(Event.__subclasses__())
    for each in found:
        found.extend(each.__subclasses__())
    ours = [each for each in found if each.__module__.startswith("dinghuo.")]
    return {each.kind for each in ours if hasattr(each, "kind")}


def test_whatever_happens_has_words():
    assert {kind for kind, _words in kind_choices()} == kinds()


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_the_words_of_permissions_are_told_apart(language):
    with translation.override(language):
        names = [str(name) for _label, group in GROUPS for name, _sentence in group.values()]
    assert len(set(names)) == len(names)
