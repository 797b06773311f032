"""Keeps uploaded files where nobody is served them."""

from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings


def keep_upload(market_id: UUID, content: bytes) -> str:
    """Write the bytes and return their path below UPLOADS_ROOT. The name says nothing of what is in it."""
    name = uuid4().hex
    path = f"{market_id.hex}/{name[:2]}/{name}"
    place = Path(settings.UPLOADS_ROOT) / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return path


def place_of(path: str) -> Path:
    """Where a kept file lies."""
    return Path(settings.UPLOADS_ROOT) / path
