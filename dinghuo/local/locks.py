"""Looks whether the locked requirements still are what pyproject.toml asks for, and name no registry."""

import re
import sys
import tomllib
from importlib.metadata import version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dinghuo.local.places import ROOT

PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", re.MULTILINE)


def faults() -> list[str]:
    """Return a sentence for each fault; looks at files only, so it needs no network."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    base, development = project["project"]["dependencies"], project["dependency-groups"]["dev"]
    return [*_faults("base", base), *_faults("dev", [*base, *development]), *_not_installed()]


def _faults(name: str, wanted: list[str]) -> list[str]:
    file = f"requirements/{name}.txt"
    text = (ROOT / file).read_text()
    locked_to = pinned(name)
    found = [f"{file} names an address" for _ in re.findall(r"https?://|--index-url|--find-links", text)[:1]]
    for line in wanted:
        requirement = Requirement(line)
        locked = locked_to.get(canonicalize_name(requirement.name))
        if locked is None or not requirement.specifier.contains(locked, prereleases=True):
            found.append(
                f"{file} locks {requirement.name} to {locked}, pyproject.toml wants {line}: run bin/lock"
            )
    return found


def pinned(name: str) -> dict[str, str]:
    """The locked version of each package of a set (base or dev)."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return {canonicalize_name(package): locked for package, locked in PINNED.findall(text)}


def _not_installed() -> list[str]:
    # Markers keep some packages off this platform, so only those the program names are asked for.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = [canonicalize_name(Requirement(line).name) for line in project["dependencies"]]
    locked = pinned("base")
    return [f"{name} is installed as {version(name)}" for name in names if version(name) != locked.get(name)]


if __name__ == "__main__":
    found = faults()
    print("\n".join(found))
    sys.exit(1 if found else 0)
