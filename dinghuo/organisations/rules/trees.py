"""Answers questions about a tree kept as parents."""

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")


def would_loop(parents: Mapping[Key, Key | None], node: Key, parent: Key | None) -> bool:
    """True if hanging `node` under `parent` would put it under itself."""
    seen = set()
    while parent is not None and parent not in seen:
        if parent == node:
            return True
        seen.add(parent)
        parent = parents.get(parent)
    return False
