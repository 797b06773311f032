"""Kinds of papers, what needs them, and papers as they are written."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from dinghuo.catalogue.states import QualifiedPart

FILE = Path(__file__).parent.parent / "data" / "ready_qualifications.toml"
KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
MOST_WARN_DAYS = 365


@dataclass(frozen=True, slots=True)
class Need:
    """Whose paper the goods of a category (by key; empty: all goods) need."""

    part: QualifiedPart
    category: str = ""


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of paper with all that needs it."""

    key: str
    name: str
    names: Mapping[str, str] = field(default_factory=dict)
    warn_days: int = 30
    needs: Sequence[Need] = ()


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper: `kind` by key; `product` by code, empty for one of the company itself; `valid_until` None: for good."""

    kind: str
    number: str
    valid_from: date
    valid_until: date | None = None
    issuer: str = ""
    product: str = ""


@cache
def ready_kinds() -> list[KindRow]:
    """Kinds to begin with, needed by nothing yet."""
    with FILE.open("rb") as file:
        told = tomllib.load(file)
    return [
        KindRow(
            key,
            one["name"][0],
            dict(zip(("zh-hans", "zh-hant", "en"), one["name"], strict=True)),
            one.get("warn_days", 30),
        )
        for key, one in told.items()
    ]
