"""The look as three files: all css in one, all scripts in one, the icons; each named by its content."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

STATIC = Path(__file__).parent / "static"
DOORS = Path(__file__).parents[1]

# What must come first; everything else follows by name, shared before the doors.
CSS_FIRST = ["layers.css", "tokens.css", "reset.css", "type.css"]
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Bundle:
    """One file of the look: its text and a name that changes when the text does."""

    kind: str
    text: str

    @property
    def digest(self) -> str:
        """Eight figures that stand for the content."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:8]


def bundle(kind: str) -> Bundle:
    """The look's css, js or svg. Read once; in development read again whenever it is asked for."""
    return _made(kind) if settings.DEBUG else _kept(kind)


@cache
def _kept(kind: str) -> Bundle:
    return _made(kind)


def _made(kind: str) -> Bundle:
    if kind == "svg":
        return Bundle(kind, (STATIC / "icons.svg").read_text())
    return Bundle(kind, "".join(_part(kind, path) for path in sources(kind)))


def sources(kind: str) -> list[Path]:
    """The files of a bundle in the order they are joined: shared ones first, then each door's."""
    shared = sorted(STATIC.glob(f"{kind}/*.{kind}"), key=lambda path: (_rank(path.name), path.name))
    doors = sorted(DOORS.glob(f"*/static/{kind}/*.{kind}"))
    return shared + [path for path in doors if STATIC not in path.parents]


def _rank(name: str) -> int:
    return CSS_FIRST.index(name) if name in CSS_FIRST else len(CSS_FIRST)


def _part(kind: str, path: Path) -> str:
    text = path.read_text().strip()
    # A block of its own keeps each script's names apart, as its own module would.
    return f"{{\n{text}\n}}\n" if kind == "js" else f"{text}\n"
