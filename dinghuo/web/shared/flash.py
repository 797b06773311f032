"""A sentence shown once on the next page, with an undo if what was done can be undone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

_UNDO = "undo "


def say(request: HttpRequest, words: Any, undo: str = "") -> None:
    """Say that something was done. `undo` is an address that takes it back by POST."""
    messages.success(request, str(words), extra_tags=_UNDO + undo if undo else "")


def warn(request: HttpRequest, words: Any) -> None:
    """Say that something didn't go as wished, though the page itself isn't at fault."""
    messages.error(request, str(words))


def undo_address(extra_tags: str) -> str:
    """The undo address of a message, empty for none."""
    return extra_tags.removeprefix(_UNDO) if (extra_tags or "").startswith(_UNDO) else ""
