"""Says which goods an event is about, named in the language of whoever reads it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import pgettext

from dinghuo.foundation import formats
from dinghuo.foundation.fields import translated

#: What is kept of an event's line to tell it later.
KEPT = ("name", "names", "quantity", "unit", "before", "after")


def kept_goods(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What news keeps of these lines."""
    return [{name: line[name] for name in KEPT if name in line} for line in lines]


def goods_told(lines: Sequence[Mapping[str, Any]], text: str = "") -> str:
    """Each line's goods and how many: "Green tea 12 瓶"; with the days before and after where one has moved.

    `text` stands for lines that were noted without names by language."""
    if not lines or any("names" not in line for line in lines):
        return text
    return pgettext("between clauses", "; ").join(_told(line) for line in lines)


def _told(line: Mapping[str, Any]) -> str:
    told = f"{translated(line['name'], line['names'])} {line['quantity']} {line['unit']}"
    if "after" not in line:
        return told
    return f"{told}: {_day(line.get('before')) or formats.NOTHING} → {_day(line['after']) or '?'}"


def _day(text: str | None) -> str:
    return formats.day(date.fromisoformat(text)) if text else ""
