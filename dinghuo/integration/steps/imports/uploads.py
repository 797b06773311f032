"""Keeps uploaded files where nobody is served them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid4

from django.conf import settings


class Brought(Protocol):
    """A file that comes in pieces, as Django's uploads do: no more than one piece is in memory."""

    @property
    def size(self) -> int | None:
        """How many bytes there are."""

    def chunks(self) -> Iterable[bytes]:
        """Its bytes, in turn."""


def keep_upload(market_id: UUID, brought: Brought) -> str:
    """Write the bytes and return their path below UPLOADS_ROOT. The name says nothing of what is in it."""
    name = uuid4().hex
    path = f"{market_id.hex}/{name[:2]}/{name}"
    place = Path(settings.UPLOADS_ROOT) / path
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as file:
        for piece in brought.chunks():
            file.write(piece)
    return path


def place_of(path: str) -> Path:
    """Where a kept file lies."""
    return Path(settings.UPLOADS_ROOT) / path
