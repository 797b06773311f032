"""Draws the pictures of the goods into MEDIA_ROOT; goods that look the same share a file."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from dinghuo.demo.drawings import Paint, draw

FOLDER = "demo"


class Pictures:
    """Files below MEDIA_ROOT, named by what is drawn on them, so that drawing again changes nothing."""

    def __init__(self) -> None:
        self._files: dict[tuple[str, Paint], str] = {}
        self._folder = Path(settings.MEDIA_ROOT) / FOLDER
        self._folder.mkdir(parents=True, exist_ok=True)

    def file(self, shape: str, paint: Paint) -> str:
        """The path of a picture below MEDIA_ROOT; it is drawn when it isn't there."""
        known = self._files.get((shape, paint))
        if known:
            return known
        text = draw(shape, paint)
        name = f"{shape}-{hashlib.sha256(text.encode()).hexdigest()[:16]}.svg"
        path = self._folder / name
        if not path.exists():
            path.write_text(text)
        self._files[shape, paint] = f"{FOLDER}/{name}"
        return self._files[shape, paint]

    def files(self, shape: str, paints: Iterable[Paint]) -> list[str]:
        """The paths of several pictures of one thing."""
        return [self.file(shape, paint) for paint in paints]
