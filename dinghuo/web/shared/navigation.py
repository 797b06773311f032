"""The navigation of a door: one list for the side, the bar and the thumb."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class NavItem:
    """One place of a door. `thumb` puts it into the phone's bar, where `short` is its word."""

    label: Any
    href: str
    icon: str
    count: int | None = None
    needs_you: bool = False
    thumb: bool = False
    short: Any = ""
    current: bool = False


@dataclass(frozen=True)
class NavGroup:
    """Places that belong together, under a quiet title or none."""

    items: list[NavItem]
    label: Any = ""


@dataclass(frozen=True)
class Navigation:
    """Everything a door's frame needs to know. `search` is where the search field leads, `suggestions` where it
    asks while one types; empty for none."""

    home: str = "/"
    name: Any = ""
    groups: list[NavGroup] = field(default_factory=list)
    search: str = ""
    search_words: Any = ""
    suggestions: str = ""
    cart: NavItem | None = None
    notices: NavItem | None = None
    person: list[NavItem] = field(default_factory=list)

    @property
    def items(self) -> list[NavItem]:
        """All places in order."""
        return [item for group in self.groups for item in group.items]

    @property
    def thumbs(self) -> list[NavItem]:
        """The places in the phone's bar, at most four (five if they are all there are)."""
        chosen = [item for item in self.items if item.thumb]
        return chosen[:5] if len(chosen) == len(self.items) else chosen[:4]

    @property
    def rest(self) -> list[NavItem]:
        """What stands behind "More" on the phone."""
        return [item for item in self.items if item not in self.thumbs]


def current(request: HttpRequest, href: str, *, exact: bool = False) -> bool:
    """True if the page lies at or under an address."""
    return request.path == href or (
        not exact and href != "/" and request.path.startswith(href.rstrip("/") + "/")
    )


@cache
def _list_of(door: str) -> Callable[[HttpRequest], Navigation] | None:
    # By name, because the shared parts may not import the doors that are made of them.
    try:
        found = importlib.import_module(f"dinghuo.web.{door}.navigation")
    except ModuleNotFoundError as missing:
        if missing.name and missing.name.startswith(f"dinghuo.web.{door}"):
            return None
        raise
    return found.navigation


def navigation_of(request: HttpRequest) -> Navigation:
    """The navigation of the request's door: `navigation(request)` in dinghuo/web/<door>/navigation.py."""
    door = getattr(request, "door", "")
    made = _list_of(door) if door else None
    return made(request) if made else Navigation()
