"""The sets of attributes that a category can begin with: apparel, food, hardware, medical supplies, anything."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dinghuo.catalogue.rules.attributes import AttributeRow, Choice
from dinghuo.catalogue.states import AttributeKind

FILE = Path(__file__).parent.parent / "data" / "ready_sets.toml"


@cache
def ready_sets() -> dict[str, tuple[Mapping[str, str], list[AttributeRow]]]:
    """The sets by key: names by language, and attributes."""
    with FILE.open("rb") as file:
        told = tomllib.load(file)
    return {
        key: (_names(one["name"]), [_row(place, each) for place, each in enumerate(one["attributes"])])
        for key, one in told.items()
    }


def _row(place: int, told: Mapping[str, Any]) -> AttributeRow:
    names, units = _names(told["name"]), _names(told.get("unit", ()))
    return AttributeRow(
        key=told["key"],
        name=names["zh-hans"],
        names=names,
        kind=AttributeKind(told["kind"]),
        unit=units.get("zh-hans", ""),
        units=units,
        choices=[
            Choice(key, text[0], _names(text[:3]), text[3] if len(text) > 3 else "")
            for key, text in told.get("choices", {}).items()
        ],
        required=told.get("required", False),
        filterable=told.get("filterable", False),
        axis=told.get("axis", False),
        position=place * 10,
    )


def _names(words: Any) -> dict[str, str]:
    return dict(zip(("zh-hans", "zh-hant", "en"), words, strict=False))
