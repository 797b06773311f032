"""Reads the assortments from data/*.toml: groups, shelves, brands."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dinghuo.demo.words import Words

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Category:
    """A place in the tree of categories; `group` is empty for a root."""

    key: str
    words: Words
    group: str = ""


@dataclass(frozen=True)
class Brand:
    """A made-up brand; `place` counts brands, for its colours."""

    key: str
    words: Words
    place: int


@cache
def read(name: str) -> Mapping[str, Any]:
    """One of the data files."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def brands() -> dict[str, Brand]:
    """All brands by key."""
    found = read("brands")["brands"]
    return {key: Brand(key, Words(*words), place) for place, (key, words) in enumerate(found.items())}


@cache
def categories() -> dict[str, Category]:
    """All categories by key: the groups, then the shelves."""
    found: dict[str, Category] = {}
    for name in ("food", "apparel"):
        data = read(name)
        found |= {key: Category(key, Words(*words)) for key, words in data["groups"].items()}
        found |= {
            shelf["key"]: Category(shelf["key"], Words(*shelf["name"]), shelf["group"])
            for shelf in data["shelf"]
        }
    return found
