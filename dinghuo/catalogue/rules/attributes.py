"""Attributes of categories, and their values: read from what people and programs write, and told in words."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from dinghuo.catalogue.rules.search_text import spelled
from dinghuo.catalogue.states import AttributeKind

#: Begins with a letter; no "=" (traits are "key=value"), no dot (faults are named by dotted paths).
KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
CHOICE_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
SWATCH = re.compile(r"#[0-9a-f]{6}")
#: The attribute of all goods whose choices are the market's tags.
TAGS = "tags"
#: features.md A1: a matrix of more than three axes nobody can read.
MOST_AXES = 3
MOST_CHOICES = 200
MOST_TEXT = 500
#: A longer text tells one product from all others: nobody filters by it.
MOST_TRAIT = 60
AXIS_KINDS = frozenset({AttributeKind.CHOICE, AttributeKind.TEXT, AttributeKind.NUMBER})
FILTER_KINDS = frozenset(
    {*AXIS_KINDS, AttributeKind.CHOICES, AttributeKind.YES_NO},
)
CHOICE_KINDS = frozenset({AttributeKind.CHOICE, AttributeKind.CHOICES})

_LARGEST = Decimal(10) ** 12
_YES = frozenset({"yes", "y", "true", "1", "是", "有", "✓"})
_NO = frozenset({"no", "n", "false", "0", "否", "无", "無"})
_BETWEEN = re.compile(r"[,，、;；|]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to choose. `swatch`: a colour, #rrggbb."""

    key: str
    name: str
    names: Mapping[str, str] = field(default_factory=dict)
    swatch: str = ""


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """An attribute as it is written. `unit`: what a number counts, `units` the same in other languages."""

    key: str
    name: str
    kind: AttributeKind
    names: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    choices: Sequence[Choice] = ()
    required: bool = False
    filterable: bool = False
    axis: bool = False
    position: int = 0

    def choice(self, key: str) -> Choice | None:
        """The choice with this key."""
        return next((each for each in self.choices if each.key == key), None)


class Wrong(str):
    """Why a value isn't one of the attribute: "number", "choice", "day" ..."""


def read_value(attribute: AttributeRow, raw: Any) -> Any:
    """The value as it is kept, None for nothing, or Wrong. A choice may be given by its key or by any of its names."""
    if raw is None or (isinstance(raw, str | list | tuple) and not raw):
        return None
    if isinstance(raw, str):
        raw = raw.strip()
        if not raw:
            return None
    return _READERS[attribute.kind](attribute, raw)


def _text(_attribute: AttributeRow, raw: Any) -> Any:
    text = plain_text(raw)
    return text if len(text) <= MOST_TEXT and "\0" not in text else Wrong("too-long")


def _number(_attribute: AttributeRow, raw: Any) -> Any:
    text = unicodedata.normalize("NFKC", plain_text(raw)).replace(",", "").replace(" ", "")
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Wrong("number")
    if not number.is_finite() or abs(number) >= _LARGEST or number != round(number, 6):
        return Wrong("number")
    return f"{number.normalize():f}"


def _choice(attribute: AttributeRow, raw: Any) -> Any:
    wanted = plain_text(raw)
    found = attribute.choice(wanted)
    if found is None:
        folded = unicodedata.normalize("NFKC", wanted).casefold()
        named = [
            c for c in attribute.choices if folded in map(str.casefold, (c.key, c.name, *c.names.values()))
        ]
        # Two choices of one name are told apart by their keys only.
        found = named[0] if len(named) == 1 else None
    return found.key if found else Wrong("choice")


def _choices(attribute: AttributeRow, raw: Any) -> Any:
    parts = [part.strip() for part in _BETWEEN.split(raw)] if isinstance(raw, str) else raw
    if not isinstance(parts, list | tuple):
        return Wrong("choice")
    found = [_choice(attribute, part) for part in parts if part]
    wrong = next((each for each in found if isinstance(each, Wrong)), None)
    # In the template's order, so that the same set is the same value.
    kept = [each.key for each in attribute.choices if each.key in found]
    return wrong or kept or None


def _day(_attribute: AttributeRow, raw: Any) -> Any:
    try:
        return (
            raw.isoformat() if isinstance(raw, date) else date.fromisoformat(plain_text(raw)[:10]).isoformat()
        )
    except ValueError:
        return Wrong("day")


def _yes_no(_attribute: AttributeRow, raw: Any) -> Any:
    if isinstance(raw, bool):
        return raw
    text = unicodedata.normalize("NFKC", plain_text(raw)).lower()
    return True if text in _YES else False if text in _NO else Wrong("yes-no")


def _file(_attribute: AttributeRow, raw: Any) -> Any:
    path = plain_text(raw)
    good = path.startswith("catalogue/") and ".." not in path and "\0" not in path and len(path) <= 200
    return path if good else Wrong("file")


_READERS = {
    AttributeKind.TEXT: _text,
    AttributeKind.NUMBER: _number,
    AttributeKind.CHOICE: _choice,
    AttributeKind.CHOICES: _choices,
    AttributeKind.DATE: _day,
    AttributeKind.YES_NO: _yes_no,
    AttributeKind.FILE: _file,
}


def plain_text(raw: Any) -> str:
    """A scalar as text, without spaces around it."""
    return str(raw).strip()


def traits(values: Mapping[str, Any]) -> list[str]:
    """Values as "key=value", one for each of several choices: what lists are filtered by."""
    found = []
    for key, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            text = {True: "yes", False: "no"}.get(one) if isinstance(one, bool) else plain_text(one)
            if text and len(text) <= MOST_TRAIT:
                found.append(f"{key}={text}")
    return found


def key_of(name: str) -> str:
    """A key for a thing of this name: its letters and figures, Chinese by pinyin; empty if it has none."""
    parts = "-".join(spelled(unicodedata.normalize("NFKC", name)))
    return "-".join(re.findall(r"[a-z0-9]+", parts.lower()))[:40].strip("-")
