"""Places of the seller's screens: one table of addresses, opened once for each door."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, path, reverse

from dinghuo.web.shared.screen import View, screen
from dinghuo.web.shared.session import Request


@dataclass(frozen=True)
class Place:
    """An address behind a door, its name, its view, and who may go there (see `screen`)."""

    address: str
    name: str
    view: View
    permission: str = ""
    methods: Sequence[str] = ("GET",)
    again: View | None = None
    together: bool = True


def opened(door: str, places: Iterable[Place]) -> list[URLPattern]:
    """The url patterns of these places behind a door."""
    return [
        path(
            place.address,
            screen(
                door=door,
                permission=place.permission,
                methods=place.methods,
                again=place.again,
                together=place.together,
            )(place.view),
            name=place.name,
        )
        for place in places
    ]


def here(request: Request, name: str, *of: Any) -> str:
    """The address of a place behind the door the request came through."""
    return reverse(f"{request.door}:{name}", args=of)
