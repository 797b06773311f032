"""The look as three files: all css in one, all scripts in one, the icons; each named by its content."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

STATIC = Path(__file__).parent / "static"
DOORS = Path(__file__).parents[1]

# What must come first; everything else follows by name, shared before the doors.
CSS_FIRST = ["layers.css", "tokens.css", "reset.css", "type.css"]
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Bundle:
    """One file of the look: its text, and eight figures that change when the text does."""

    kind: str
    text: str
    digest: str


def bundle(kind: str) -> Bundle:
    """The look's css, js or svg. Read once; in development read again whenever one of its files has changed."""
    changed = tuple(path.stat().st_mtime_ns for path in sources(kind)) if settings.DEBUG else ()
    return _kept(str(kind), changed)


def address(kind: str) -> str:
    """Where a file of the look is. The same for every storefront, also for one that lies under /s/<key>."""
    return f"/look/{bundle(kind).digest}.{kind}"


@lru_cache(maxsize=8)
def _kept(kind: str, changed: tuple[int, ...]) -> Bundle:
    return made(kind)


def made(kind: str) -> Bundle:
    """Join the files as they are now."""
    text = "".join(_part(kind, path) for path in sources(kind))
    return Bundle(kind, text, hashlib.sha256(text.encode()).hexdigest()[:8])


def sources(kind: str) -> list[Path]:
    """The files of a bundle in the order they are joined: shared ones first, then each door's."""
    if kind == "svg":
        return [STATIC / "icons.svg"]
    shared = sorted(STATIC.glob(f"{kind}/*.{kind}"), key=lambda path: (_rank(path.name), path.name))
    doors = sorted(DOORS.glob(f"*/static/{kind}/*.{kind}"))
    return shared + [path for path in doors if STATIC not in path.parents]


def _rank(name: str) -> int:
    return CSS_FIRST.index(name) if name in CSS_FIRST else len(CSS_FIRST)


def _part(kind: str, path: Path) -> str:
    text = path.read_text().strip()
    # A block of its own keeps each script's names apart, as its own module would.
    return f"{{\n{text}\n}}\n" if kind == "js" else f"{text}\n"
