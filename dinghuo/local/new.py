"""bin/new: writes the shape of something new, so that it starts out as the laws want it."""

import argparse
import re
import sys
from pathlib import Path

from dinghuo.local.places import ROOT

ACTION = '''"""{sentence}."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.{domain}.permissions import {permission}


def {verb}(actor: Actor) -> None:
    """{sentence}."""
    require(actor, {permission})
    with acting(actor):
        raise NotImplementedError
'''
TEST = '''"""{sentence}: granted, forbidden, refused, two at once, what was announced."""

from uuid import uuid4

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotAllowed
from dinghuo.{domain}.actions.{verb} import {verb}


def test_forbidden():
    nobody = Actor(market_id=uuid4(), organisation_id=uuid4(), person_id=uuid4(), person_name="Nobody")
    with pytest.raises(NotAllowed):
        {verb}(nobody)
'''

LISTED = re.compile(r"PERMISSIONS = frozenset\(\s*\{(.*?)\}\s*\)", re.DOTALL)


def main() -> None:
    """Arguments: `action`, a domain, a verb with its object."""
    parser = argparse.ArgumentParser(prog="bin/new", description=__doc__)
    kinds = parser.add_subparsers(required=True)
    action = kinds.add_parser("action", help="an action with its test and its permission")
    action.add_argument("domain", help="such as ordering")
    action.add_argument("verb", help="verb and object, such as cancel_order")
    options = parser.parse_args()
    for path in new_action(ROOT, options.domain, options.verb):
        print(f"· {path.relative_to(ROOT)}")
    print("Next: the action's story, its event in events.py, its door in web/ or api/.")


def new_action(root: Path, domain: str, verb: str) -> list[Path]:
    """Write action, test and permission below `root`; return the files. Ends the program when something is amiss."""
    folder = root / "dinghuo" / domain
    if not (folder / "apps.py").exists():
        sys.exit(f"There is no domain {domain}.")
    if not re.fullmatch(r"[a-z]+(_[a-z]+)+", verb):
        sys.exit("Name an action by verb and object: cancel_order.")
    path = folder / "actions" / f"{verb}.py"
    if path.exists():
        sys.exit(f"{path.relative_to(root)} exists.")
    words = {
        "domain": domain,
        "verb": verb,
        "permission": verb.upper(),
        "sentence": verb.replace("_", " ").capitalize(),
    }
    _write(
        folder / "actions" / "__init__.py", f'"""What somebody may ask {domain} for, one verb a file."""\n'
    )
    _write(path, ACTION.format(**words))
    test = root / "tests" / domain / f"test_{verb}.py"
    _write(test, TEST.format(**words))
    permissions = folder / "permissions.py"
    _write(permissions, f'"""What a person may be granted in {domain}."""\n\nPERMISSIONS = frozenset({{}})\n')
    permissions.write_text(_with_permission(permissions.read_text(), words["permission"], f"{domain}.{verb}"))
    return [path, test, permissions]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(text)


def _with_permission(text: str, name: str, value: str) -> str:
    """Add the permission's name before the set PERMISSIONS, and to it. The formatter folds the line."""
    found = LISTED.search(text)
    if found is None or f'"{value}"' in text:
        return text
    listed = ", ".join([*(part.strip() for part in found[1].split(",") if part.strip()), name])
    before, after = text[: found.start()].rstrip(), text[found.end() :]
    gap = "\n\n" if before.endswith(('"""', ")")) else "\n"
    return f'{before}{gap}{name} = "{value}"\n\nPERMISSIONS = frozenset({{{listed}}}){after}'


if __name__ == "__main__":
    main()
