"""Keeps a file of the catalogue below MEDIA_ROOT, named by what is in it."""

import hashlib
import os
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings


def keep_file(market_id: UUID, content: bytes, suffix: str, folder: str = "catalogue") -> str:
    """Write the content once and return its path below MEDIA_ROOT; the same content is the same file."""
    name = hashlib.sha256(content).hexdigest()[:32]
    path = f"{folder}/{market_id.hex}/{name[:2]}/{name}.{suffix}"
    write_file(path, content)
    return path


def write_file(path: str, content: bytes) -> None:
    """Write the content below MEDIA_ROOT, unless it is there; then it is as good as new."""
    place = Path(settings.MEDIA_ROOT) / path
    try:
        # Whoever clears away leaves alone what somebody has just come to need.
        os.utime(place)
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f".{uuid4().hex}")
        draft.write_bytes(content)
        # A reader sees the whole file or none.
        os.replace(draft, place)
